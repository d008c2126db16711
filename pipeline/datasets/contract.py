"""The contract of the curated datasets: every table and column that an analyst may rely on, declared once.

Each column has a Japanese and an English title and description, its unit where it has one, and whether it may be null.
The writers, the structural checks, the data dictionary and the data package are all derived from ``TABLES``.
Columns may be added; a change or removal of one is a new ``CONTRACT_VERSION``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pyarrow as pa

from pipeline.rules.sections import SECTION_RULES, SECTIONS

CONTRACT_VERSION = 2

INT16, INT32, FLOAT64, STRING, BOOL = pa.int16(), pa.int32(), pa.float64(), pa.string(), pa.bool_()
BOX = pa.struct([pa.field("page", INT16), *(pa.field(edge, pa.float32()) for edge in ("x0", "y0", "x1", "y1"))])
BOXES = pa.list_(BOX)
SIZES = pa.list_(pa.struct([pa.field("width", pa.float32()), pa.field("height", pa.float32())]))
INTS, STRINGS = pa.list_(INT32), pa.list_(STRING)


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``unit`` is empty where the value has none, ``values`` lists all that a coded column may hold, ``since`` is the
    version of the contract that brought it."""

    name: str
    type: pa.DataType
    title_ja: str
    title_en: str
    description_ja: str
    description_en: str
    nullable: bool = True
    unit: str = ""
    values: tuple[str, ...] = ()
    since: int = 1

    def field(self) -> pa.Field:
        metadata = {
            "title_ja": self.title_ja,
            "title_en": self.title_en,
            "description_ja": self.description_ja,
            "description_en": self.description_en,
            **({"unit": self.unit} if self.unit else {}),
        }
        return pa.field(self.name, self.type, nullable=self.nullable, metadata=metadata)


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """``columns`` of this table are found in ``to_columns`` of the table ``to``; null values are not looked up."""

    columns: tuple[str, ...]
    to: str
    to_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One curated table. Rows are sorted by ``key``, which is unique and never null."""

    name: str
    title_ja: str
    title_en: str
    description_ja: str
    description_en: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    def schema(self) -> pa.Schema:
        metadata = {
            "contract_version": str(CONTRACT_VERSION),
            "table": self.name,
            "title_ja": self.title_ja,
            "title_en": self.title_en,
            "description_ja": self.description_ja,
            "description_en": self.description_en,
        }
        return pa.schema([column.field() for column in self.columns], metadata=metadata)


KINDS = ("bullet", "paragraph", "heading", "subheading", "note")
RATINGS = ("A", "B", "C", "D")
PERIOD_KINDS = ("fiscal_year", "fiscal_year_end", "fiscal_year_to_date", "half_year", "quarter", "month")


def _document_id() -> Column:
    return Column(
        "document_id",
        STRING,
        "文書ID",
        "Document",
        "元のPDFのファイル名から拡張子を除いたもの(NFC)",
        "Stem of the source file's name, NFC",
        False,
    )


def _project_no() -> Column:
    return Column(
        "project_no",
        INT32,
        "事業番号",
        "Project number",
        "様式が定める事業の番号(1~7)。印刷された番号にはよらない",
        "The form's number of the project, 1-7, whatever number is printed",
        False,
    )


def _section(nullable: bool = False) -> Column:
    return Column(
        "section",
        STRING,
        "欄",
        "Section",
        "、".join(f"{code} {SECTION_RULES[code].ja}" for code in SECTIONS),
        "; ".join(f"{code}: {SECTION_RULES[code].en}" for code in SECTIONS),
        nullable,
        values=SECTIONS,
    )


def _statement_id() -> Column:
    return Column(
        "statement_id",
        STRING,
        "記述ID",
        "Statement",
        "{document_id}/{project_no}/{section}/{seq}",
        "{document_id}/{project_no}/{section}/{seq}",
        False,
    )


def _table_no() -> Column:
    return Column(
        "table_no",
        INT32,
        "表番号",
        "Table number",
        "事業内のデータ表の番号(読む順、並んだ表は左から)",
        "Number of the data table within the project, in reading order, side by side from left to right",
        False,
    )


def _row() -> Column:
    return Column("row", INT32, "行", "Row", "表の行(0から)", "Row of the cell, from 0", False)


def _col() -> Column:
    return Column("col", INT32, "列", "Column", "表の列(0から)", "Column of the cell, from 0", False)


def _seq(ja: str, en: str) -> Column:
    return Column("seq", INT32, "順序", "Sequence", ja, en, False)


def _text(ja: str, en: str) -> Column:
    return Column("text", STRING, "本文", "Text", ja, en, False)


def _mark() -> Column:
    return Column(
        "mark", STRING, "記号", "Mark", "行頭の記号(印刷のまま。なければ空)", "The mark in front, exactly as printed; empty if none", False
    )


def _goal_nos() -> Column:
    return Column(
        "goal_nos",
        INTS,
        "姿の番号(一覧)",
        "Goal numbers",
        "この記述が述べる「目指す拠点の姿」の番号(なければ空の一覧)",
        "Numbers of the goals that this speaks of; an empty list if none is given",
        False,
    )


def _order_no() -> Column:
    return Column(
        "order_no",
        INT32,
        "読む順",
        "Reading order",
        "事業内で記述、表、図を通した読む順",
        "Reading order within the project, over statements, tables and figures together",
        False,
    )


def _heading_no() -> Column:
    return Column(
        "heading_no", INT32, "見出し番号", "Heading number", "直前の見出しの記号にある番号", "The number in the current heading's mark"
    )


def _row_id() -> Column:
    return Column(
        "row_id",
        STRING,
        "行ID",
        "Row",
        "{表の名前}/{キーの各部をパーセント符号化して / でつないだもの}。kyoten source に渡せる",
        "{table}/{key parts, percent-encoded, joined by /}; what `kyoten source` takes",
        False,
    )


def _content_id() -> Column:
    return Column(
        "content_id",
        STRING,
        "内容ID",
        "Content",
        "区、期間、事業、欄、本文から作るID(ファイル名や行の増減によらない)",
        "16 hex digits of sha256 over ward, period, project_code, section or table, and text; survives a renamed file",
        False,
    )


def _confidence(of_ja: str, of_en: str) -> Column:
    return Column(
        "confidence",
        FLOAT64,
        "文字認識の確からしさ",
        "Confidence",
        f"スキャンの画像から読んだ文字の確からしさ(0~1)。{of_ja}。文字データから読んだときは空",
        f"How sure the recognition of characters in a scanned picture is, 0 to 1. {of_en}; null where the file gives its text",
        since=2,
    )


def _settled(of_ja: str, of_en: str) -> Column:
    return Column(
        "lookalikes_settled",
        INT32,
        "似た文字の判定",
        "Look-alikes settled",
        f"{of_ja}のうち、形の似た文字(カと力など)を前後の文字や大きさから決めた字数。文字データから読んだときは空",
        f"How many characters of {of_en} were settled on by their surroundings or size against one that looks alike (カ for 力); "
        "null where the file gives its text",
        since=2,
    )


def _provenance(of_ja: str, of_en: str) -> tuple[Column, ...]:
    return (
        Column("page_first", INT32, "最初のページ", "First page", f"{of_ja}が始まるページ(1から)", f"Page where {of_en} begins, from 1"),
        Column("page_last", INT32, "最後のページ", "Last page", f"{of_ja}が終わるページ(1から)", f"Page where {of_en} ends, from 1"),
        Column(
            "boxes",
            BOXES,
            "位置",
            "Boxes",
            f"{of_ja}が印刷されている場所(ページと段ごとに一つ。表示されるページの左上が原点)",
            f"Where {of_en} is printed: a box per page and text column, origin top left of the page as displayed",
            False,
            "pt",
        ),
        _confidence("この行の文字のうち最も低いもの", "The lowest of the row's characters"),
    )


_TO_DOCUMENT = ForeignKey(("document_id",), "documents", ("document_id",))
_TO_PROJECT = ForeignKey(("document_id", "project_no"), "projects", ("document_id", "project_no"))
_TO_STATEMENT = ForeignKey(("statement_id",), "statements", ("statement_id",))
_TO_TABLE = ForeignKey(
    ("document_id", "project_no", "table_no"),
    "tables",
    ("document_id", "project_no", "table_no"),
)

SOURCES = TableSpec(
    "sources",
    "元の文書",
    "Sources",
    "実行に渡されたすべてのファイル(受け付けなかったものを含む)",
    "Every file that the run was given, the refused ones too",
    ("source_sha256", "source_file"),
    (
        Column(
            "source_sha256",
            STRING,
            "SHA-256",
            "SHA-256",
            "ファイルの内容の SHA-256(読めなかったファイルは空)",
            "SHA-256 of the file's bytes; empty where the file could not be opened",
            False,
        ),
        Column("source_file", STRING, "ファイル", "File", "raw/ からの相対パス", "Path relative to raw/", False),
        _document_id(),
        Column(
            "status",
            STRING,
            "扱い",
            "Status",
            "published 公開、refused 受け付けず、duplicate 同じ内容のファイルがほかにある、withdrawn 前に公開したがファイルがもうない",
            "published, refused, duplicate (same bytes as another file of the run), or withdrawn (published before, its file is gone)",
            False,
            values=("published", "refused", "duplicate", "withdrawn"),
        ),
        Column(
            "defect_codes",
            STRINGS,
            "不備の記号",
            "Defect codes",
            "見つかった不備の記号(重複なし)",
            "Codes of the defects met, each once",
            False,
        ),
        Column("ward", STRING, "区", "Ward", "sources.toml に書かれた区", "Ward as recorded in sources.toml"),
        Column("url", STRING, "URL", "URL", "公開されている場所", "Where the file is published"),
        Column("published_on", STRING, "公開日", "Published on", "公開された日(YYYY-MM-DD)", "Day of publication, YYYY-MM-DD"),
        Column("licence", STRING, "利用条件", "Licence", "利用条件についての注記", "Licence note"),
    ),
)

DOCUMENTS = TableSpec(
    "documents",
    "評価シート",
    "Documents",
    "公開された評価シート1件につき1行",
    "One row per published evaluation sheet",
    ("document_id",),
    (
        _document_id(),
        Column("form", STRING, "様式", "Form", "様式の名前(NFKC)", "Name of the form, NFKC"),
        Column("form_title", STRING, "様式の題名", "Form title", "様式の題名(印刷のまま)", "The form's title as printed"),
        Column("title", STRING, "題名", "Title", "評価シートの題名(印刷のまま)", "The sheet's title as printed"),
        Column("ward", STRING, "区", "Ward", "区の名前(印刷のまま)", "Name of the ward as printed"),
        Column("ward_code", STRING, "区コード(5桁)", "Ward code (5 digits)", "横浜市18区のみ", "Yokohama's 18 wards only"),
        Column(
            "ward_code6",
            STRING,
            "区コード(6桁)",
            "Ward code (6 digits)",
            "検査数字つき。横浜市18区のみ",
            "With check digit; Yokohama's 18 wards only",
        ),
        Column(
            "sheet_kind",
            STRING,
            "種類",
            "Kind of sheet",
            "final 期末のまとめ、interim 中間の振り返り",
            "final: at the end of the term; interim: half-way",
            False,
            values=("final", "interim"),
        ),
        Column("term_no", INT32, "期", "Term", "第何期か", "Number of the term"),
        Column(
            "period_start",
            INT16,
            "期間の始まり",
            "Period start",
            "対象期間の最初の年度(西暦)",
            "First fiscal year of the period",
            unit="fiscal year",
        ),
        Column(
            "period_end",
            INT16,
            "期間の終わり",
            "Period end",
            "対象期間の最後の年度(西暦)",
            "Last fiscal year of the period",
            unit="fiscal year",
        ),
        Column("operator", STRING, "運営法人", "Operator", "事業の実施者のうち法人", "The organisation that runs the hub"),
        Column("ward_office", STRING, "区の担当課", "Ward office", "事業の実施者のうち区の担当課", "The ward's office in charge"),
        Column("conducted", STRING, "実施時期", "Conducted", "振り返りを行った年月(YYYY-MM)", "Month of the evaluation, YYYY-MM"),
        Column(
            "is_current",
            BOOL,
            "最新",
            "Is current",
            "同じ区、期、種類のうち最新の1件だけが真",
            "True for exactly one document per ward, term and kind: the newest",
            False,
        ),
        Column(
            "is_latest",
            BOOL,
            "区の最新",
            "Is latest",
            "区ごとに1件だけが真: 最も新しい期の最新のシート。期末のまとめは中間の振り返りに優先する",
            "True for exactly one document per ward: the current sheet of its newest term, the final one before the interim one",
            False,
            since=2,
        ),
        Column("page_count", INT32, "ページ数", "Pages", "ページ数", "Number of pages", False),
        Column(
            "page_sizes",
            SIZES,
            "ページの大きさ",
            "Page sizes",
            "表示されるページの幅と高さ(ページ順)",
            "Width and height of each page as displayed, in page order",
            False,
            "pt",
        ),
        Column(
            "text_source",
            STRING,
            "文字の出どころ",
            "Text source",
            "digital 文字データ、ocr_layer スキャンの透明な文字層、ocr 文字認識",
            "digital, ocr_layer (the invisible text layer of a scan), or ocr",
            False,
            values=("digital", "ocr_layer", "ocr"),
        ),
        _confidence("文書の平均", "The mean of the document"),
        _settled("文書", "the document"),
        Column(
            "chars_total", INT32, "文字数", "Characters", "見える文字の総数(空白を除く)", "Visible glyphs that are not white space", False
        ),
        Column(
            "chars_unaccounted",
            INT32,
            "行き先のない文字数",
            "Characters unaccounted for",
            "どの行にも入らなかった見える文字の数",
            "Visible glyphs that found no home in any row",
            False,
        ),
        Column(
            "verified_by",
            STRING,
            "照合に使ったもの",
            "Verified by",
            "行を読み直したプログラムとその版、元のファイルの SHA-256 の初め。文字認識で読んだものなどは空",
            "What read the rows again and in which version, and the beginning of the file's SHA-256; null where nothing could",
            since=2,
        ),
        Column(
            "rows_verified",
            INT32,
            "照合した行",
            "Rows verified",
            "元のページから読み直して同じだった行の数",
            "Rows that were read again from their page and came out the same",
            False,
            since=2,
        ),
        Column(
            "pipeline_version",
            STRING,
            "kyoten の版",
            "Pipeline version",
            "読み取った kyoten の版",
            "Version of kyoten that read the sheet",
            False,
        ),
        Column("contract_version", INT32, "データ契約の版", "Contract version", "このデータの約束の版", "Version of this contract", False),
    ),
    (ForeignKey(("document_id",), "sources", ("document_id",)),),
)


def _chars(of: str, ja: str, en: str, description_ja: str, description_en: str) -> Column:
    return Column(f"chars_{of}", INT32, ja, en, description_ja, description_en, False, "characters", since=2)


PAGES = TableSpec(
    "pages",
    "ページ",
    "Pages",
    "文書のページごとに1行。印刷された文字がどこに入ったか。chars_total は chars_in_rows から chars_unaccounted までの和",
    "One row per page of a document: where its printed characters went; chars_total is the sum of chars_in_rows to chars_unaccounted",
    ("document_id", "page"),
    (
        _document_id(),
        Column("page", INT32, "ページ", "Page", "ページ(1から)", "Page, from 1", False, since=2),
        Column("width", pa.float32(), "幅", "Width", "表示されるページの幅", "Width of the page as displayed", False, "pt", since=2),
        Column("height", pa.float32(), "高さ", "Height", "表示されるページの高さ", "Height of the page as displayed", False, "pt", since=2),
        Column(
            "turned_by",
            INT32,
            "回転",
            "Turned by",
            "読むためにページを回した角度(時計回り)",
            "By how many degrees, clockwise, the page was turned to be read",
            False,
            "degrees",
            since=2,
        ),
        _chars("total", "文字数", "Characters", "見える文字の総数(空白を除く)", "Visible glyphs that are not white space"),
        _chars("in_rows", "行の文字数", "In rows", "表の行の本文に入った文字", "Those in the texts of rows"),
        _chars("marks", "記号の文字数", "Marks", "行頭の記号、番号、見出しの括弧", "Marks, numbers and brackets around headings"),
        _chars("labels", "見出しの文字数", "Labels", "様式の決まった文字と題名", "Fixed words of the form, and its title"),
        _chars(
            "furniture",
            "柱の文字数",
            "Furniture",
            "柱とページ番号。様式でないページではその全部",
            "Running headers and page numbers; all of a page that is not of the form",
        ),
        _chars("figures", "図の文字数", "Figures", "図の中の文字", "Those in charts and pictures"),
        _chars("decoration", "飾りの文字数", "Decoration", "透かしなどの飾り", "Watermarks and other decoration"),
        _chars("struck", "消された文字数", "Struck", "線で消された文字", "Those that are struck out"),
        _chars("unaccounted", "行き先のない文字数", "Unaccounted for", "どこにも入らなかった文字", "Those that found no home"),
        _chars(
            "witness",
            "照合の文字数",
            "Seen by the witness",
            "もう一つの読み取り方(PDFium)が見る文字。文字認識で読んだページでは0",
            "What the second engine (PDFium) sees; 0 where the page was read by optical character recognition",
        ),
        Column(
            "picture_share",
            FLOAT64,
            "画像の割合",
            "Share of pictures",
            "文字のない画像がページの面積に占める割合(0~1)",
            "Share of the page's area that pictures without text cover, 0 to 1",
            False,
            since=2,
        ),
        Column(
            "state",
            STRING,
            "状態",
            "State",
            "read 読んだ、no_text 文字がない、not_of_form 様式でない、blank 白紙",
            "read, no_text (pictures or drawings alone), not_of_form (a cover, minutes), or blank",
            False,
            values=("read", "no_text", "not_of_form", "blank"),
            since=2,
        ),
        _confidence("ページの平均", "The mean of the page"),
        _settled("ページ", "the page"),
        _row_id(),
    ),
    (_TO_DOCUMENT,),
)

OVERVIEW = TableSpec(
    "overview",
    "実施概要",
    "Overview",
    "実施概要の表。段落ごとに1行",
    "The 実施概要 table, a row per paragraph",
    ("document_id", "seq"),
    (
        _document_id(),
        _seq("文書内の順序", "Order within the document"),
        Column("label", STRING, "項目", "Label", "行の項目名(印刷のまま)", "Label of the row as printed", False),
        _text("段落(印刷のまま)", "The paragraph as printed"),
        *_provenance("本文", "the text"),
        _row_id(),
    ),
    (_TO_DOCUMENT,),
)

PROJECTS = TableSpec(
    "projects",
    "事業",
    "Projects",
    "評価シートの事業ごとに1行",
    "One row per project of a sheet",
    ("document_id", "project_no"),
    (
        _document_id(),
        _project_no(),
        Column(
            "project_code",
            STRING,
            "事業コード",
            "Project code",
            "事業の変わらないコード",
            "Stable code of the project",
            False,
            values=("ibasho", "sodan", "joho", "network", "jinzai", "support_system", "riyosha_shien"),
        ),
        Column("title", STRING, "事業名", "Title", "事業名(印刷のまま、番号を除く)", "Title as printed, without its number"),
        *_provenance("事業名", "the title"),
        _row_id(),
    ),
    (_TO_DOCUMENT,),
)


def _rating(who: str, ja: str, en: str) -> Column:
    return Column(
        f"rating_{who}",
        STRING,
        f"自己評価({ja})",
        f"Rating by the {en}",
        "A~D。それ以外は空",
        "A to D; null where the cell gives none of these",
        values=RATINGS,
    )


GOALS = TableSpec(
    "goals",
    "目指す拠点の姿",
    "Goals",
    "目指す拠点の姿と、法人と区の自己評価",
    "The goals with the ratings by operator and ward",
    ("document_id", "project_no", "goal_no"),
    (
        _document_id(),
        _project_no(),
        Column("goal_no", INT32, "姿の番号", "Goal number", "事業内の番号(1から)", "Number within the project, from 1", False),
        _text("目指す拠点の姿(印刷のまま、記号を除く)", "The goal as printed, without its mark"),
        _mark(),
        Column(
            "goal_code",
            STRING,
            "共通の姿",
            "Common goal",
            "市の共通の姿の記号({事業}.g番号)。当たるものがなければ空",
            "Code of the city's common goal, {project_code}.gnumber; null where it is like none",
        ),
        Column(
            "goal_relation",
            STRING,
            "共通の文との関係",
            "Relation to the common wording",
            "same 同じ文(幅と空白を除く)、reworded 言い換え",
            "same: the common wording, width and spacing aside; reworded",
            values=("same", "reworded"),
        ),
        _rating("operator", "法人", "operator"),
        _rating("ward", "区", "ward"),
        Column(
            "rating_operator_raw",
            STRING,
            "自己評価(法人、原文)",
            "Rating by the operator, as printed",
            "欄に印刷されたまま",
            "As printed in the cell",
        ),
        Column(
            "rating_ward_raw",
            STRING,
            "自己評価(区、原文)",
            "Rating by the ward, as printed",
            "欄に印刷されたまま",
            "As printed in the cell",
        ),
        *_provenance("本文", "the text"),
        Column(
            "boxes_operator",
            BOXES,
            "位置(法人の評価)",
            "Boxes of the operator's rating",
            "法人の評価の場所",
            "Where the operator's rating is printed",
            False,
            "pt",
        ),
        Column(
            "boxes_ward",
            BOXES,
            "位置(区の評価)",
            "Boxes of the ward's rating",
            "区の評価の場所",
            "Where the ward's rating is printed",
            False,
            "pt",
        ),
        _row_id(),
        _content_id(),
    ),
    (_TO_PROJECT,),
)

PRIOR_ISSUES = TableSpec(
    "prior_issues",
    "前期の課題",
    "Prior issues",
    "(参考)前期振り返りの課題。⇒ の行も1行",
    "Issues named at the end of the term before; a ⇒ line is a row of its own",
    ("document_id", "project_no", "seq"),
    (
        _document_id(),
        _project_no(),
        _seq("事業内の順序", "Order within the project"),
        _text("課題(印刷のまま、記号を除く)", "The issue as printed, without its mark"),
        _mark(),
        Column(
            "goal_no",
            INT32,
            "姿の番号",
            "Goal number",
            "隣の姿の番号(欄が全体にわたるときは空)",
            "Goal beside it; null where the cell spans all goals",
        ),
        Column("term", STRING, "期", "Term", "見出しに印刷された期(2期目、前期など)", "The term as printed in the column's header"),
        Column(
            "themes",
            STRINGS,
            "主題",
            "Themes",
            "何について述べているか(rules/themes.toml の主題の名前)",
            "What it is about: names of themes of rules/themes.toml",
            False,
        ),
        *_provenance("本文", "the text"),
        _row_id(),
        _content_id(),
    ),
    (_TO_PROJECT, ForeignKey(("document_id", "project_no", "goal_no"), "goals", ("document_id", "project_no", "goal_no"))),
)

STATEMENTS = TableSpec(
    "statements",
    "記述",
    "Statements",
    "評価の理由(法人・区)、成果、課題の記述。見出しも1行",
    "The reasons of operator and ward, outcomes and challenges; headings are rows too",
    ("statement_id",),
    (
        _statement_id(),
        _document_id(),
        _project_no(),
        _text("記述(印刷のまま、記号を除く)", "The statement as printed, without its mark"),
        _section(),
        _seq("欄の中の順序(種類を通して)", "Order within the section, over all kinds"),
        _order_no(),
        Column(
            "kind",
            STRING,
            "種類",
            "Kind",
            "bullet 箇条、paragraph 文、heading 見出し、subheading 小見出し(⇒)、note 注記",
            "bullet, paragraph, heading, subheading or note",
            False,
            values=KINDS,
        ),
        Column("level", INT32, "段", "Level", "0、または箇条の下の箇条は1", "0, or 1 for a bullet under a bullet", False),
        Column("parent_seq", INT32, "親の順序", "Parent", "上の箇条の seq", "seq of the bullet above, for level 1"),
        _mark(),
        Column("heading", STRING, "見出し", "Heading", "この記述の上の見出し", "The heading that this stands under"),
        _heading_no(),
        Column("subheading", STRING, "小見出し", "Subheading", "この記述の上の小見出し", "The subheading that this stands under"),
        _goal_nos(),
        Column("text_norm", STRING, "本文(正規化)", "Text, normalised", "本文の NFKC", "The text in NFKC", False),
        Column(
            "themes",
            STRINGS,
            "主題",
            "Themes",
            "何について述べているか(rules/themes.toml の主題の名前)",
            "What it is about: names of themes of rules/themes.toml",
            False,
        ),
        *_provenance("本文", "the text"),
        _row_id(),
        _content_id(),
    ),
    (_TO_PROJECT,),
)

VIEWPOINTS = TableSpec(
    "viewpoints",
    "振り返りの視点",
    "Viewpoints",
    "振り返りの視点(ア、イ、…)",
    "The questions that the reflection answers",
    ("document_id", "project_no", "viewpoint_no"),
    (
        _document_id(),
        _project_no(),
        Column("viewpoint_no", INT32, "視点の番号", "Viewpoint number", "事業内の番号(1から)", "Number within the project, from 1", False),
        _text("視点(印刷のまま、記号を除く)", "The viewpoint as printed, without its mark"),
        _mark(),
        Column(
            "viewpoint_code",
            STRING,
            "共通の視点",
            "Common viewpoint",
            "市の共通の視点の記号({事業}.v番号)。当たるものがなければ空",
            "Code of the city's common viewpoint, {project_code}.vnumber; null where it is like none",
        ),
        Column(
            "viewpoint_relation",
            STRING,
            "共通の文との関係",
            "Relation to the common wording",
            "same 同じ文(幅と空白を除く)、reworded 言い換え",
            "same: the common wording, width and spacing aside; reworded",
            values=("same", "reworded"),
        ),
        *_provenance("本文", "the text"),
        _row_id(),
        _content_id(),
    ),
    (_TO_PROJECT,),
)

STATEMENT_VIEWPOINTS = TableSpec(
    "statement_viewpoints",
    "記述と視点",
    "Statements and viewpoints",
    "どの記述がどの視点に答えているか。確かなもの(asserted)と候補(suggested)、人が確かめたもの",
    "Which statement answers which viewpoint: asserted, suggested, or decided by a person",
    ("statement_id", "viewpoint_no"),
    (
        _statement_id(),
        Column("viewpoint_no", INT32, "視点の番号", "Viewpoint number", "事業内の番号", "Number within the project", False),
        _document_id(),
        _project_no(),
        Column("rank", INT32, "順位", "Rank", "1 がもっとも強い", "1 is the strongest", False),
        Column("score", FLOAT64, "強さ", "Score", "0~1(確率ではない)", "0 to 1, not a probability", False),
        Column(
            "rule",
            STRING,
            "規則",
            "Rule",
            "決め手となった手がかり(theme: 主題、word: 語、goal: 目指す拠点の姿、likeness 視点の文との近さ、named 視点の名指し、person 人)",
            "What spoke loudest: a theme, a word, the goal, likeness to the viewpoint's words, named (by the statement) or person",
            False,
        ),
        Column("evidence", STRINGS, "根拠", "Evidence", "決め手となった語", "The words that decided", False),
        Column(
            "status",
            STRING,
            "確かさ",
            "Status",
            "confirmed 人が認めた、rejected 人が退けた、asserted 確か(100のうち85以上が正しい)、suggested 候補",
            "confirmed or rejected by a person, asserted (at least 85 of 100 are right), or suggested",
            False,
            values=("confirmed", "rejected", "asserted", "suggested"),
        ),
        Column(
            "probability",
            FLOAT64,
            "確率",
            "Probability",
            "正しい確率(学習に使っていない区で合わせた値。人が加えたものでは空)",
            "That the link is right, calibrated on wards not used for tuning; null where only a person made it",
        ),
        _row_id(),
    ),
    (
        _TO_STATEMENT,
        ForeignKey(("document_id", "project_no", "viewpoint_no"), "viewpoints", ("document_id", "project_no", "viewpoint_no")),
    ),
)

TABLES_SPEC = TableSpec(
    "tables",
    "データ表",
    "Tables",
    "評価の理由などの欄にあるデータ表",
    "The data tables inside the sections",
    ("document_id", "project_no", "table_no"),
    (
        _document_id(),
        _project_no(),
        _table_no(),
        Column("caption", STRING, "表題", "Caption", "表題(印刷のまま)", "Caption as printed"),
        _section(nullable=True),
        _order_no(),
        Column("n_rows", INT32, "行数", "Rows", "行の数", "Number of rows", False),
        Column("n_cols", INT32, "列数", "Columns", "列の数", "Number of columns", False),
        Column("header_rows", INT32, "見出し行", "Header rows", "先頭の見出し行の数", "Number of leading header rows", False),
        Column("header_cols", INT32, "見出し列", "Header columns", "先頭の見出し列の数", "Number of leading header columns", False),
        _heading_no(),
        _goal_nos(),
        *_provenance("表の枠", "the grid"),
        Column("boxes_caption", BOXES, "位置(表題)", "Boxes of the caption", "表題の場所", "Where the caption is printed", False, "pt"),
        _row_id(),
    ),
    (_TO_PROJECT,),
)

TABLE_CELLS = TableSpec(
    "table_cells",
    "表のセル",
    "Table cells",
    "印刷されたセルごとに1行(結合されて隠れたセルは行を持たない)",
    "One row per printed cell; a cell under a span has no row of its own",
    ("document_id", "project_no", "table_no", "row", "col"),
    (
        _document_id(),
        _project_no(),
        _table_no(),
        _row(),
        _col(),
        _text("セルの文字(印刷のまま)", "The cell's text as printed"),
        Column("rowspan", INT32, "結合行数", "Row span", "縦に結合した行の数", "Rows that the cell covers", False),
        Column("colspan", INT32, "結合列数", "Column span", "横に結合した列の数", "Columns that the cell covers", False),
        Column("is_header", BOOL, "見出しか", "Is header", "見出しのセルなら真", "True for a header cell", False),
        Column(
            "raised",
            INTS,
            "上付きの位置",
            "Raised",
            "text のうち小さく上付きに組まれた文字の位置(0から。脚注の番号など)",
            "Places in text, from 0, of characters that are set small and raised, such as a note's number",
            False,
        ),
        *_provenance("セルの文字", "the text"),
        _row_id(),
    ),
    (_TO_TABLE,),
)

FIGURES = TableSpec(
    "figures",
    "図",
    "Figures",
    "グラフや絵",
    "Charts and pictures",
    ("document_id", "project_no", "figure_no"),
    (
        _document_id(),
        _project_no(),
        Column("figure_no", INT32, "図番号", "Figure number", "事業内の図の番号", "Number within the project", False),
        _text("図の中に印刷された文字すべて", "All that is printed in it"),
        Column("caption", STRING, "表題", "Caption", "表題(印刷のまま)", "Caption as printed"),
        _section(nullable=True),
        _order_no(),
        *_provenance("図の文字", "the text"),
        _row_id(),
    ),
    (_TO_PROJECT,),
)

FACTS = TableSpec(
    "facts",
    "数値",
    "Facts",
    "データ表から読み取った数値。1つの数値が1行",
    "The numbers of the data tables, one a row",
    ("document_id", "project_no", "table_no", "row", "col", "fact_no"),
    (
        _document_id(),
        _project_no(),
        _table_no(),
        _row(),
        _col(),
        Column(
            "fact_no",
            INT32,
            "セル内の番号",
            "Fact number",
            "セルの中の数値の番号(1から)",
            "Number of the fact within its cell, from 1",
            False,
        ),
        Column("raw", STRING, "原文", "As printed", "セルの文字(印刷のまま)", "The cell as printed", False),
        Column(
            "labels",
            STRINGS,
            "項目(一覧)",
            "Labels",
            "表題、行見出し、列見出し(外側から)",
            "Caption, row headers, column headers, outermost first",
            False,
        ),
        Column("measure", STRING, "項目", "Measure", "labels を「 / 」でつないだもの", 'The labels joined with " / "', False),
        Column(
            "measure_norm",
            STRING,
            "項目(正規化)",
            "Measure, normalised",
            "measure の NFKC、空白なし",
            "The measure in NFKC without spaces",
            False,
        ),
        Column(
            "fiscal_year",
            INT16,
            "年度",
            "Fiscal year",
            "年度(西暦。4月から翌年3月)",
            "Fiscal year, Gregorian; April to March",
            unit="fiscal year",
        ),
        Column("month", STRING, "月", "Month", "月(YYYY-MM)", "Month, YYYY-MM"),
        Column(
            "period_kind",
            STRING,
            "期間の種類",
            "Kind of period",
            "fiscal_year 年度、fiscal_year_end 年度末、fiscal_year_to_date 年度途中まで、half_year 半期、quarter 四半期、month 月",
            "fiscal_year, fiscal_year_end (年度末), fiscal_year_to_date (part of a year), half_year, quarter or month",
            values=PERIOD_KINDS,
        ),
        Column(
            "period_label",
            STRING,
            "期間(原文)",
            "Period as printed",
            "印刷された期間",
            "The printed period, also where no single year follows",
        ),
        Column("value", FLOAT64, "値", "Value", "数値(単位は unit)", "The number, in the unit of the column unit"),
        Column("unit", STRING, "単位", "Unit", "印刷された単位", "Unit as printed"),
        Column("qualifier", STRING, "付記", "Qualifier", "約、（Zoom）など", "A remark with the number, such as 約 or （Zoom）"),
        Column(
            "role",
            STRING,
            "役割",
            "Role",
            "value 値、total 合計、subtotal 小計、of_which うち数、average 平均、difference 差、ratio 比",
            "value, total, subtotal, of_which, average, difference or ratio",
            values=("value", "total", "subtotal", "of_which", "average", "difference", "ratio"),
        ),
        Column(
            "bound",
            STRING,
            "範囲の端",
            "Bound",
            "low 下限、high 上限(10～15組など)",
            "low or high end of a printed range",
            values=("low", "high"),
        ),
        Column(
            "null_reason",
            STRING,
            "値がない理由",
            "Why null",
            "dash 横線、cancelled 中止、empty 空欄、slash 斜線、ditto 同上(〃)、not_yet 集計中、unreadable 数として読めない",
            "dash, cancelled, empty, slash (斜線), ditto (〃), not_yet (集計中) or unreadable",
            values=("dash", "cancelled", "empty", "slash", "ditto", "not_yet", "unreadable"),
        ),
        Column(
            "unit_norm",
            STRING,
            "単位(正規化)",
            "Unit, normalised",
            "単位の統一した名(千円は円、ヶ所・箇所はか所、名は人)",
            "One name for the unit: 円 for 千円, か所 for ヶ所 and 箇所, 人 for 名",
        ),
        Column(
            "value_norm",
            FLOAT64,
            "値(正規化)",
            "Value, normalised",
            "unit_norm での値(1千円は1000)",
            "The number in the unit of unit_norm (1 千円 is 1000)",
        ),
        Column(
            "is_stock",
            BOOL,
            "年度末の値か",
            "Is a stock",
            "年度末現在の数(登録者数など)か",
            "Whether it is a figure at the end of the fiscal year",
            False,
        ),
        Column(
            "subject",
            STRING,
            "だれの数値か",
            "Subject",
            "own この区。ほかは印刷された区名、18区平均など(全区のように、どちらとも決まらない語は印刷のまま)",
            "own, or whose number it is: a ward's name, 18区平均; a word that may mean both (全区) stands as printed",
            False,
        ),
        Column(
            "revision",
            STRING,
            "訂正の前後",
            "Revision",
            "before 訂正前、after 訂正後",
            "before or after a printed correction (訂正前, 訂正後)",
            values=("before", "after"),
        ),
        *_provenance("セルの文字", "the cell's text"),
        _row_id(),
    ),
    (
        ForeignKey(
            ("document_id", "project_no", "table_no", "row", "col"),
            "table_cells",
            ("document_id", "project_no", "table_no", "row", "col"),
        ),
    ),
)

MENTIONS = TableSpec(
    "mentions",
    "文中の数値",
    "Mentions",
    "記述の中の数値(年12回、33%など)。1つの数値が1行。同じことを述べる表の数値につなぐ",
    "The numbers that statements say (年12回, 33%), one a row, with the fact of the project that says the same",
    ("statement_id", "mention_no"),
    (
        _statement_id(),
        Column("mention_no", INT32, "数値の番号", "Mention number", "記述の中の番号(1から)", "Number within the statement, from 1", False),
        _document_id(),
        _project_no(),
        Column(
            "begin",
            INT32,
            "始まり",
            "Begin",
            "statements.text の中の始まり(0から)",
            "Offset in statements.text, from 0",
            False,
            "characters",
        ),
        Column("end", INT32, "終わり", "End", "statements.text の中の終わり", "Offset in statements.text, exclusive", False, "characters"),
        Column("raw", STRING, "原文", "As printed", "数値の文字(印刷のまま)", "The number as printed", False),
        Column("value", FLOAT64, "値", "Value", "数値(単位は unit)", "The number, in the unit of the column unit"),
        Column("unit", STRING, "単位", "Unit", "印刷された単位", "Unit as printed"),
        Column("unit_norm", STRING, "単位(正規化)", "Unit, normalised", "単位の統一した名", "One name for the unit"),
        Column(
            "fiscal_year",
            INT16,
            "年度",
            "Fiscal year",
            "文が述べる年度(西暦)。述べていなければ空",
            "Fiscal year that the sentence names; null where it names none",
            unit="fiscal year",
        ),
        Column("month", STRING, "月", "Month", "月(YYYY-MM)", "Month, YYYY-MM"),
        Column(
            "period_kind",
            STRING,
            "期間の種類",
            "Kind of period",
            "facts と同じ",
            "As in facts: fiscal_year, fiscal_year_end, …",
            values=PERIOD_KINDS,
        ),
        Column(
            "bound",
            STRING,
            "範囲の端",
            "Bound",
            "low 下限(以上も)、high 上限(未満も)",
            "low or high end of a printed range, or a bound (以上, 未満)",
            values=("low", "high"),
        ),
        Column("counted", STRING, "数えたもの", "Counted", "何を数えたかを述べる語", "The words for what it counts"),
        Column("fact_row_id", STRING, "表の数値", "Fact", "同じこと、または違うことを述べる facts の行ID", "row_id of the fact compared"),
        Column(
            "relation",
            STRING,
            "表との関係",
            "Relation",
            "same 表と同じ、contradicts 同じものの同じ年度に違う数",
            "same as the fact, or contradicts: another number for the same thing and year",
            values=("same", "contradicts"),
        ),
        *_provenance("記述", "the statement"),
        _row_id(),
    ),
    (_TO_STATEMENT, ForeignKey(("fact_row_id",), "facts", ("row_id",))),
)

ENTITIES = TableSpec(
    "entities",
    "名称",
    "Entities",
    "記述にある講座や会、団体、場所、発行物の名称。1つの名称が1行",
    "The names of programmes, organisations, places and materials in the statements, one a row",
    ("document_id", "name"),
    (
        _document_id(),
        Column("name", STRING, "名称", "Name", "もっとも多い書き方(印刷のまま)", "The commonest spelling as printed", False),
        Column(
            "entity_type",
            STRING,
            "種類",
            "Type",
            "programme 講座や催し、organisation 団体、place 場所、material 発行物",
            "programme, organisation, place or material",
            values=("programme", "organisation", "place", "material"),
        ),
        Column("variants", STRINGS, "ほかの書き方", "Variants", "同じ名称のほかの書き方", "Other spellings of the same name", False),
        Column("statement_ids", STRINGS, "記述ID(一覧)", "Statements", "その名称がある記述", "The statements that call it", False),
        *_provenance("最初の記述", "the first statement"),
        _row_id(),
    ),
    (_TO_DOCUMENT,),
)

TOKENS = TableSpec(
    "tokens",
    "語",
    "Tokens",
    "記述を SudachiPy で分けた語(C単位。A単位は units)",
    "The statements cut into morphemes by SudachiPy: mode C, with mode A in units",
    ("statement_id", "position"),
    (
        _statement_id(),
        Column("position", INT32, "位置", "Position", "記述の中の番号(1から)", "Number within the statement, from 1", False),
        _document_id(),
        Column("surface", STRING, "表層形", "Surface", "印刷のままの語", "The word as printed", False),
        Column("dictionary_form", STRING, "辞書形", "Dictionary form", "辞書形", "Dictionary form", False),
        Column("normalized_form", STRING, "正規化形", "Normalised form", "正規化形", "Normalised form", False),
        Column("reading", STRING, "読み", "Reading", "読み(カタカナ)", "Reading in katakana", False),
        *(
            Column(f"pos{n}", STRING, f"品詞{n}", f"Part of speech {n}", f"品詞の第{n}階層", f"Level {n} of the part of speech", False)
            for n in range(1, 7)
        ),
        Column("is_oov", BOOL, "未知語", "Out of vocabulary", "辞書にない語なら真", "True where the dictionary lacks the word", False),
        Column(
            "begin",
            INT32,
            "始まり",
            "Begin",
            "statements.text の中の始まり(0から)",
            "Offset in statements.text, from 0",
            False,
            "characters",
        ),
        Column("end", INT32, "終わり", "End", "statements.text の中の終わり", "Offset in statements.text, exclusive", False, "characters"),
        Column("mode", STRING, "分割単位", "Mode", "C", "C", False, values=("C",)),
        Column(
            "units",
            STRINGS,
            "A単位",
            "Mode A units",
            "同じ部分を A 単位(最短)に分けた語",
            "The same stretch in mode A, the shortest units",
            False,
        ),
    ),
    (_TO_STATEMENT,),
)

TERMS = TableSpec(
    "terms",
    "特徴語",
    "Terms",
    "文書、事業、欄ごとの特徴的な語",
    "Characteristic terms per document, project and section",
    ("document_id", "project_no", "section", "term"),
    (
        _document_id(),
        _project_no(),
        _section(),
        Column(
            "term",
            STRING,
            "語",
            "Term",
            "名詞、複合名詞、シートが「」で呼ぶ名前(印刷の表記)",
            "Noun, compound or quoted name, as printed",
            False,
        ),
        Column("term_norm", STRING, "語(正規化)", "Term, normalised", "語の正規化形", "The term's normalised form", False),
        Column("count", INT32, "回数", "Count", "欄の中の出現回数", "Occurrences in the section", False),
        Column(
            "keyness",
            FLOAT64,
            "特徴度",
            "Keyness",
            "ほかの文書の同じ事業と欄に対する対数尤度比(比べる文書がなければ空)",
            "Log-likelihood (G2) against the same section of the project in the other documents; null where there is none",
        ),
        Column("rank", INT32, "順位", "Rank", "欄の中の順位(1から)", "Rank within the section, from 1", False),
        Column(
            "statement_id",
            STRING,
            "記述ID",
            "Statement",
            "語が欄の中で最初に現れる記述",
            "The statement of the section in which the term stands first",
        ),
    ),
    (_TO_PROJECT, _TO_STATEMENT),
)


def _indicator_code() -> Column:
    return Column("indicator_code", STRING, "指標", "Indicator", "指標の符号(rules/indicators.toml)", "Code of the indicator", False)


INDICATOR_CATALOGUE = TableSpec(
    "indicator_catalogue",
    "指標の一覧",
    "Catalogue of indicators",
    "区と年度をこえて比べられる指標。rules/indicators.toml のとおり",
    "The indicators that can be compared over wards and years, as rules/indicators.toml has them",
    ("indicator_code",),
    (
        _indicator_code(),
        Column("title_ja", STRING, "名称", "Title (Japanese)", "指標の名称(日本語)", "The indicator's title in Japanese"),
        Column("title_en", STRING, "名称(英語)", "Title (English)", "指標の名称(英語)", "The indicator's title in English"),
        Column("unit", STRING, "単位", "Unit", "値の単位", "Unit of the values"),
        Column("is_stock", BOOL, "年度末の値か", "Is a stock", "年度末現在の数か", "Whether it is a figure at the end of the year"),
        Column("project_code", STRING, "事業", "Project", "その表がある事業の符号", "Code of the project in whose tables it stands"),
        Column("description_ja", STRING, "説明", "Description (Japanese)", "指標の説明(日本語)", "The indicator described in Japanese"),
        Column("description_en", STRING, "説明(英語)", "Description (English)", "指標の説明(英語)", "The indicator described in English"),
        _row_id(),
    ),
)

INDICATORS = TableSpec(
    "indicators",
    "指標の値",
    "Indicators",
    "区と年度をこえて比べられる数値。同じ鍵に違う値があるときはどちらも載せない(indicator-conflict)",
    "Numbers that can be compared over wards and years; where two differ for one key neither is here (indicator-conflict)",
    ("indicator_code", "ward", "fiscal_year", "period_kind", "document_id"),
    (
        _indicator_code(),
        Column(
            "ward",
            STRING,
            "区",
            "Ward",
            "区の名前。印刷の表記によらず1つ(西区、横浜市西区は西区)",
            "One name of the ward however it is printed: 西区 for 横浜市西区 too",
            False,
        ),
        Column("fiscal_year", INT16, "年度", "Fiscal year", "年度(西暦)", "Fiscal year, Gregorian", False, unit="fiscal year"),
        Column(
            "period_kind",
            STRING,
            "期間の種類",
            "Kind of period",
            "fiscal_year 年度、fiscal_year_end 年度末",
            "fiscal_year or fiscal_year_end (年度末)",
            False,
            values=("fiscal_year", "fiscal_year_end"),
        ),
        _document_id(),
        Column("value", FLOAT64, "値", "Value", "数値(単位は unit)", "The number, in the unit of the column unit"),
        Column("unit", STRING, "単位", "Unit", "指標の単位", "Unit of the indicator"),
        Column(
            "method",
            STRING,
            "求め方",
            "Method",
            "printed 印刷のまま、sum_of_parts 内訳の合計",
            "printed, or sum_of_parts: added up from its parts",
            values=("printed", "sum_of_parts"),
        ),
        Column("subject", STRING, "だれの数値か", "Subject", "own この区", "own: this ward's", values=("own",)),
        Column("ward_code", STRING, "区コード(5桁)", "Ward code (5 digits)", "横浜市18区のみ", "Yokohama's 18 wards only"),
        Column(
            "is_corrected",
            BOOL,
            "訂正",
            "Corrected",
            "もとになった数値のどれかを人が訂正したとき true(訂正後の値で求めた)",
            "True where a person corrected a fact that it was made from; it is made from the corrected one",
            False,
        ),
        Column("fact_row_ids", STRINGS, "もとの数値", "Facts", "もとになった facts の行ID", "row_id of the facts it was made from", False),
        Column("rule", STRING, "規則", "Rule", "当てはまった項目名", "The labels by which it was recognised"),
        _row_id(),
    ),
    (
        ForeignKey(("indicator_code",), "indicator_catalogue", ("indicator_code",)),
        ForeignKey(("document_id",), "documents", ("document_id",)),
    ),
)

ISSUE_LINKS = TableSpec(
    "issue_links",
    "課題のつながり",
    "Issue links",
    "前の期の評価シートの課題が、この期の「前期振り返りの課題」にどう現れたか(同じ区の続く2期)",
    "How the challenges of a ward's sheet come back as prior issues in the sheet of the next term",
    ("document_id", "project_no", "link_no"),
    (
        _document_id(),
        _project_no(),
        Column("link_no", INT32, "つながりの番号", "Link number", "事業内の番号(1から)", "Number within the project, from 1", False),
        Column(
            "prior_document_id",
            STRING,
            "前の期の文書ID",
            "Document of the term before",
            "同じ区の前の期の文書",
            "The same ward's document of the term before",
            False,
        ),
        Column(
            "statement_id",
            STRING,
            "課題の記述ID",
            "Challenge",
            "前の期の課題の記述(unmatched_issue では空)",
            "The challenge, a statement of the term before; null of an unmatched_issue",
        ),
        Column(
            "prior_issue_seq",
            INT32,
            "前期の課題の順序",
            "Prior issue",
            "この期の prior_issues の seq(unmatched_challenge では空)",
            "seq of the issue in prior_issues of this document; null of an unmatched_challenge",
        ),
        Column(
            "relation",
            STRING,
            "つながり",
            "Relation",
            "verbatim 同文、reworded 言い換え、unmatched_challenge と unmatched_issue は相手が見つからないもの(ないということではない)",
            "verbatim, reworded, unmatched_challenge or unmatched_issue: no counterpart was found, which does not say that there is none",
            False,
            values=("verbatim", "reworded", "unmatched_challenge", "unmatched_issue"),
        ),
        Column(
            "score",
            FLOAT64,
            "似ている度合い",
            "Score",
            "0~1(確率ではない)。相手が見つからないものではもっとも近い相手との値",
            "Likeness, 0 to 1, not a probability; of what is unmatched that to the nearest on the other side",
            False,
        ),
        Column(
            "status",
            STRING,
            "確かさ",
            "Status",
            "confirmed 人が認めた、rejected 人が退けた、asserted 確か、suggested 候補。相手が見つからないものでは空",
            "confirmed or rejected by a person, asserted or suggested; null of what is unmatched",
            values=("confirmed", "rejected", "asserted", "suggested"),
        ),
        _row_id(),
    ),
    (
        _TO_DOCUMENT,
        ForeignKey(("prior_document_id",), "documents", ("document_id",)),
        _TO_STATEMENT,
        ForeignKey(("document_id", "project_no", "prior_issue_seq"), "prior_issues", ("document_id", "project_no", "seq")),
    ),
)

DEFECTS = TableSpec(
    "defects",
    "不備",
    "Defects",
    "読み取りで見つかった不備や疑い",
    "What was found wrong or doubtful in the sources",
    ("document_id", "seq"),
    (
        _document_id(),
        _seq("文書内の順序", "Order within the document"),
        Column("code", STRING, "記号", "Code", "不備の記号(一覧は docs/defects.ja.md)", "Stable code of the defect", False),
        Column(
            "severity",
            STRING,
            "重さ",
            "Severity",
            "error 受け付けない、warning 公開するが確認が要る",
            "error (the source is refused) or warning",
            False,
            values=("error", "warning"),
        ),
        Column(
            "message_ja",
            STRING,
            "説明(日本語)",
            "Message in Japanese",
            "何が問題で、どうすればよいか",
            "What is wrong and what to do",
            False,
        ),
        Column(
            "message_en", STRING, "説明(英語)", "Message in English", "何が問題で、どうすればよいか", "What is wrong and what to do", False
        ),
        Column("where_ja", STRING, "場所", "Where", "様式の言葉で書いた場所", "Where it is, in the form's own words", False),
        Column("page", INT32, "ページ", "Page", "ページ(1から)", "Page, from 1"),
        Column("box", BOX, "位置", "Box", "ページの上の場所", "Where on the page", unit="pt"),
        Column("quote", STRING, "引用", "Quote", "そこに印刷された文字", "What is printed there", False),
        _row_id(),
    ),
    (ForeignKey(("document_id",), "sources", ("document_id",)),),
)

COVERAGE = TableSpec(
    "coverage",
    "収録の状況",
    "Coverage",
    "区、期、種類ごとに1行: そのシートが公開されているか、なければなぜか",
    "One row per ward, term and kind: whether its sheet is published, and if not, why",
    ("ward_code", "period_start", "sheet_kind"),
    (
        Column(
            "ward_code",
            STRING,
            "区コード",
            "Ward code",
            "横浜市18区は5桁のコード、ほかは区の名前",
            "5 digits for Yokohama's 18 wards, the ward's name for any other",
            False,
        ),
        Column(
            "period_start",
            INT16,
            "期間の始まり",
            "Period start",
            "対象期間の最初の年度(西暦)。期がわからない文書は 0",
            "First fiscal year of the period; 0 for a source of no known term",
            False,
            unit="fiscal year",
        ),
        Column(
            "sheet_kind",
            STRING,
            "種類",
            "Kind of sheet",
            "final 期末のまとめ、interim 中間の振り返り",
            "final: at the end of the term; interim: half-way",
            False,
            values=("final", "interim"),
        ),
        Column("ward", STRING, "区", "Ward", "区の名前", "Name of the ward"),
        Column(
            "state",
            STRING,
            "状況",
            "State",
            "published 公開、refused 受け付けず、not_found 見つかっていない、withdrawn 前に公開したがファイルがもうない",
            "published, refused, not_found, or withdrawn (published before, its file is gone)",
            False,
            values=("published", "refused", "not_found", "withdrawn"),
        ),
        Column("document_id", STRING, "文書ID", "Document", "その文書(見つかっていなければ空)", "Its document; null where none was found"),
        Column("reason", STRING, "理由", "Reason", "受け付けなかった不備の記号", "Codes of the defects for which it was refused"),
    ),
)

CORRECTIONS = TableSpec(
    "corrections",
    "訂正",
    "Corrections",
    "人が訂正した値(raw/corrections.toml)。表には印刷された値が残り、ビューとレポートは訂正した値を示す",
    "Values that a person corrected (raw/corrections.toml); the tables keep what is printed, views and report show the corrected value",
    ("row_id", "column_name"),
    (
        Column("row_id", STRING, "行ID", "Row", "訂正した行", "The row that is corrected", False),
        Column("column_name", STRING, "列", "Column", "訂正した列", "The column that is corrected", False),
        Column("printed", STRING, "印刷された値", "Printed", "印刷されている値", "What is printed"),
        Column("corrected", STRING, "訂正した値", "Corrected", "正しい値(空は値なし)", "The right value; null for none"),
        Column("reason", STRING, "理由", "Reason", "訂正の理由", "Why it was corrected"),
        Column("decided_by", STRING, "決めた人", "Decided by", "訂正を決めた人", "Who decided it"),
        Column("decided_on", STRING, "決めた日", "Decided on", "訂正を決めた日", "When it was decided"),
        Column(
            "state",
            STRING,
            "状態",
            "State",
            "applied 有効、stale 印刷された値がもうその行にない",
            "applied, or stale: the printed value is no longer there",
            False,
            values=("applied", "stale"),
        ),
    ),
)

DECISIONS = TableSpec(
    "decisions",
    "人の判断",
    "Decisions",
    "人が決めたこと(raw/ の accepted.toml、corrections.toml、links.toml)の1項目が1行",
    "What people decided: an entry of accepted.toml, corrections.toml or links.toml of raw/ each",
    ("kind", "number"),
    (
        Column(
            "kind",
            STRING,
            "種類",
            "Kind",
            "accepted 不備の了承、correction 訂正、link 対応の確認",
            "accepted (a defect), correction, or link",
            False,
            values=("accepted", "correction", "link"),
        ),
        Column("number", INT32, "番号", "Number", "ファイルの中の番号(1から)", "Number within its file, from 1", False),
        Column("target", STRING, "対象", "Target", "何についての判断か", "What it is about", False),
        Column("decision", STRING, "判断", "Decision", "どう決めたか", "What was decided", False),
        Column("reason", STRING, "理由", "Reason", "その理由", "Why", False),
        Column("decided_by", STRING, "決めた人", "Decided by", "決めた人", "Who decided it", False),
        Column("decided_on", STRING, "決めた日", "Decided on", "決めた日", "When it was decided", False),
        Column(
            "state",
            STRING,
            "状態",
            "State",
            "applied 有効、stale 対象がもうない",
            "applied, or stale: what it is about is no longer there",
            False,
            values=("applied", "stale"),
        ),
    ),
)

CHANGES = TableSpec(
    "changes",
    "変更",
    "Changes",
    "前の公開から変わったこと。加わったシートと除かれたシートは documents の1行で表す",
    "What changed since the publication before; a sheet that came or went is one row, of documents",
    ("table_name", "row_id", "column_name"),
    (
        Column("table_name", STRING, "表", "Table", "変わった行の表", "Table of the row that changed", False),
        Column(
            "row_id",
            STRING,
            "行ID",
            "Row",
            "変わった行(除かれた行は前の公開の行)",
            "The row that changed; of a removed one its row in the publication before",
            False,
        ),
        Column(
            "column_name",
            STRING,
            "列",
            "Column",
            "変わった列。加わった行と除かれた行では本文の列",
            "The column that changed; of an added or removed row the one that tells it best",
            False,
        ),
        Column("document_id", STRING, "文書ID", "Document", "その行の文書", "Document of the row"),
        Column(
            "change",
            STRING,
            "変更",
            "Change",
            "added 加わった、removed 除かれた、changed 変わった",
            "added, removed or changed",
            False,
            values=("added", "removed", "changed"),
        ),
        Column("old", STRING, "前の値", "Old", "前の公開での値", "The value in the publication before"),
        Column("new", STRING, "新しい値", "New", "この公開での値", "The value in this publication"),
        Column(
            "cause",
            STRING,
            "原因",
            "Cause",
            "source 元の文書、code プログラム、rules 規則、correction 人の訂正",
            "source, code, rules, or a person's correction",
            False,
            values=("source", "code", "rules", "correction"),
        ),
    ),
)

OF_RELEASE = ("coverage", "corrections", "decisions", "changes")
"""Tables that are made of the others when all of them are there, and of what was published before; they have no page."""

TABLES: tuple[TableSpec, ...] = (
    SOURCES,
    DOCUMENTS,
    PAGES,
    OVERVIEW,
    PROJECTS,
    GOALS,
    PRIOR_ISSUES,
    STATEMENTS,
    VIEWPOINTS,
    STATEMENT_VIEWPOINTS,
    TABLES_SPEC,
    TABLE_CELLS,
    FIGURES,
    FACTS,
    MENTIONS,
    ENTITIES,
    TOKENS,
    TERMS,
    ISSUE_LINKS,
    INDICATOR_CATALOGUE,
    INDICATORS,
    COVERAGE,
    CORRECTIONS,
    DECISIONS,
    CHANGES,
    DEFECTS,
)


@cache
def spec(name: str) -> TableSpec:
    """The declaration of the curated table ``name``; raises KeyError where there is none."""
    found = {table.name: table for table in TABLES}
    return found[name]


@cache
def schema(name: str) -> pa.Schema:
    """The Arrow schema of the curated table ``name``."""
    return spec(name).schema()

"""What the expectations look at: a curated table as a data frame, with helper columns for what spans rows and tables.

Great Expectations asks one table at a time, column by column. Whether a foreign key holds, a numbering has a gap or a box
lies on its page is worked out here first and stands in a column of its own, which ``expectations/{table}.json`` names:

- ``{table}_known``: the row that this one refers to is there (also where the reference is null);
- ``key_given``: no part of its key is null;
- ``printed``: all texts of the row together, one a line, without the � of a document whose defects say that it has some;
- ``expected_no``: the number that the row would have if its numbering ran 1, 2, 3 … without gap;
- ``boxes_given``, ``boxes_off_page``: how many boxes the row has, and how many of them lie outside their page;
- the rest as said beside each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.datasets import keys
from pipeline.datasets.contract import spec
from pipeline.datasets.identity import term_of, ward_key
from pipeline.rules import defects as catalogue

Tables = Mapping[str, pa.Table]
Implied = Mapping[str, Mapping[str, int]]
"""Rows that each document implies, by document_id and table."""

_SLACK = 1.0
"""Points by which a box may stand out of its page: em boxes of glyphs at the very edge do."""
_BACKGROUND_YEARS, _OUTLOOK_YEARS = 60, 20
"""How far before and after its period a sheet may plausibly speak of, in fiscal years: back to when the oldest institutions that it
may name were founded, ahead to the end of the longest plans. A year read with the wrong era lies beyond."""
_PRINTED = {
    "documents": ("form", "form_title", "title", "ward", "operator", "ward_office"),
    "overview": ("label", "text"),
    "projects": ("title",),
    "goals": ("text", "mark", "rating_operator_raw", "rating_ward_raw"),
    "prior_issues": ("text", "mark", "term"),
    "statements": ("text", "mark", "heading", "subheading", "text_norm"),
    "viewpoints": ("text", "mark"),
    "tables": ("caption",),
    "table_cells": ("text",),
    "figures": ("text", "caption"),
    "facts": ("raw", "measure", "period_label", "unit", "qualifier"),
    "tokens": ("surface",),
    "terms": ("term",),
}
_ADMITS_MISSING = ("section-missing", "label-unknown", "goals-missing", "viewpoints-missing")
_ADMITS_UNKNOWN = "glyph-unknown"
_LISTS = (pa.types.is_list, pa.types.is_struct)


def frame_of(name: str, tables: Tables, implied: Implied) -> pd.DataFrame:
    """The table ``name`` with its helper columns; list columns are left out, but for what the helpers say of them."""
    table = tables[name]
    plain = [column.name for column in table.schema if not any(is_list(column.type) for is_list in _LISTS)]
    frame: pd.DataFrame = table.select(plain).to_pandas()
    frame["key_given"] = frame[list(spec(name).key)].notna().all(axis=1)
    if name in _PRINTED:
        frame["printed"] = _admitted(frame, _joined(frame, _PRINTED[name]), tables["defects"])
    for key in spec(name).foreign_keys:
        known = keys.known(table, key.columns, tables[key.to], key.to_columns)
        frame[f"{key.to}_known"] = known & frame[f"{key.to}_known"] if f"{key.to}_known" in frame else known
    if "boxes" in table.schema.names:
        frame["boxes_given"] = pc.list_value_length(table["boxes"]).to_numpy()
        frame["boxes_off_page"] = _boxes_off_page(table, tables["documents"])
    add = _HELPERS.get(name)
    if add:
        add(frame, tables, implied)
    return frame


def _joined(frame: pd.DataFrame, columns: Sequence[str]) -> pd.Series:
    joined = frame[columns[0]].fillna("").astype(str)
    for column in columns[1:]:
        joined = joined + "\n" + frame[column].fillna("").astype(str)
    return joined


def _admitted(frame: pd.DataFrame, printed: pd.Series, defects: pa.Table) -> pd.Series:
    """The texts without the characters that stand for glyphs of which a defect says that nobody knows them."""
    said = defects.filter(pc.field("code") == _ADMITS_UNKNOWN)
    if not said.num_rows:
        return printed
    admitted = frame["document_id"].isin(said["document_id"].to_pylist())
    return printed.mask(admitted, printed.str.replace("\ufffd", "", regex=False))


def _known(frame: pd.DataFrame, columns: Sequence[str], target: pd.DataFrame) -> pd.Series:
    asked = frame[list(columns)]
    there = pd.MultiIndex.from_frame(target)
    found = pd.MultiIndex.from_frame(asked.set_axis(target.columns, axis=1)).isin(there)
    return pd.Series(found, index=frame.index) | asked.isna().any(axis=1)


def _numbered(frame: pd.DataFrame, within: Sequence[str], number: str) -> pd.Series:
    """1, 2, 3 … within each group, in the order of ``number``."""
    if frame.empty:
        return pd.Series([], dtype="int64")
    group = np.zeros(len(frame), dtype=np.int64)
    for column in within:
        codes, values = pd.factorize(frame[column])
        group = group * (len(values) + 1) + codes + 1
    order = np.lexsort((frame[number].to_numpy(dtype=float, na_value=np.nan), group))
    begins = np.flatnonzero(np.diff(group[order], prepend=-1))
    counted = np.empty(len(frame), dtype=np.int64)
    counted[order] = np.arange(len(frame)) - np.repeat(begins, np.diff(np.append(begins, len(frame)))) + 1
    return pd.Series(counted, index=frame.index)


def _counts(frame: pd.DataFrame, table: pa.Table, columns: Sequence[str]) -> pd.Series:
    """How many rows of ``table`` belong to each row of ``frame``."""
    counted = table.group_by(list(columns), use_threads=False).aggregate([([], "count_all")]).to_pandas().set_index(list(columns))
    if counted.empty:
        return pd.Series(0, index=frame.index)
    at = pd.MultiIndex.from_frame(frame[list(columns)]) if len(columns) > 1 else pd.Index(frame[columns[0]])
    return pd.Series(counted["count_all"].reindex(at, fill_value=0).to_numpy(), index=frame.index)


def _boxes_off_page(table: pa.Table, documents: pa.Table) -> np.ndarray:
    """Per row, the boxes of any of its box columns that are empty or lie outside the page that they name."""
    sizes = documents["page_sizes"].combine_chunks()
    flat = sizes.flatten()
    width, height = (flat.field(side).to_numpy(zero_copy_only=False) for side in ("width", "height"))
    at = pc.index_in(keys.whole(table, "document_id"), value_set=keys.whole(documents, "document_id"))
    there, at = at.is_valid().to_numpy(zero_copy_only=False), at.fill_null(0).to_numpy()
    start = sizes.offsets.to_numpy()[:-1][at] if len(sizes) else at
    count = np.where(there, pc.list_value_length(sizes).to_numpy()[at] if len(sizes) else 0, 0)
    off = np.zeros(table.num_rows, dtype=np.int64)
    for name in table.schema.names:
        if not name.startswith("boxes"):
            continue
        boxes = table[name].combine_chunks()
        parent = pc.list_parent_indices(boxes).to_numpy()
        if not len(parent):
            continue
        box = {part: boxes.flatten().field(part).to_numpy(zero_copy_only=False) for part in ("page", "x0", "y0", "x1", "y1")}
        on_page = (box["page"] >= 1) & (box["page"] <= count[parent])
        sized = np.where(on_page, start[parent] + box["page"] - 1, 0)
        inside = (
            on_page
            & (box["x0"] >= -_SLACK)
            & (box["y0"] >= -_SLACK)
            & (box["x1"] <= width[sized] + _SLACK)
            & (box["y1"] <= height[sized] + _SLACK)
            & (box["x0"] <= box["x1"])
            & (box["y0"] <= box["y1"])
        )
        np.add.at(off, parent[~inside], 1)
    return off


def _sources(frame: pd.DataFrame, tables: Tables, implied: Implied) -> None:
    """``published_fits``: a published source has its document, no other has one of that name.
    ``refused_says_why``: a refused source has an error among its defects."""
    published = set(tables["documents"]["document_id"].to_pylist())
    first = frame["status"].eq("published")
    frame["published_fits"] = first.eq(frame["document_id"].isin(published)) | frame["status"].eq("duplicate")
    errors = pc.field("severity") == "error"
    blamed = set(tables["defects"].filter(errors)["document_id"].to_pylist())
    frame["refused_says_why"] = ~frame["status"].eq("refused") | frame["document_id"].isin(blamed)


def _documents(frame: pd.DataFrame, tables: Tables, implied: Implied) -> None:
    """``unaccounted_share``: of chars_total. ``current_in_term``: documents marked current of its ward, term and kind.
    ``latest_in_ward``: documents marked latest of its ward. ``latest_is_current``: it is current if it is latest.
    ``pages_sized``: pages with a size. ``projects_found``: its projects. ``rows_lost``: rows that its sheet implies
    and the tables lack, or have too many. ``lacking``: tables without any row where others imply one."""
    frame["unaccounted_share"] = frame["chars_unaccounted"] / frame["chars_total"].clip(lower=1)
    rows = tables["documents"].select(["document_id", "ward", "period_start", "period_end", "term_no", "sheet_kind"]).to_pylist()
    terms = pd.Series([str(term_of(*list(row.values())[1:]) or row["document_id"]) for row in rows], index=frame.index)
    wards = pd.Series([ward_key(row["ward"]) if row["ward"] else f"/{row['document_id']}" for row in rows], index=frame.index)
    frame["current_in_term"] = frame["is_current"].astype(int).groupby(terms).transform("sum")
    frame["latest_in_ward"] = frame["is_latest"].astype(int).groupby(wards).transform("sum")
    frame["latest_is_current"] = frame["is_current"] | ~frame["is_latest"]
    frame["pages_sized"] = pc.list_value_length(tables["documents"]["page_sizes"]).to_numpy()
    frame["projects_found"] = _counts(frame, tables["projects"], ["document_id"])
    lost = pd.Series(0, index=frame.index)
    for name in ("pages", "overview", "projects", "goals", "prior_issues", "statements", "viewpoints", "tables", "table_cells", "figures"):
        wanted = frame["document_id"].map(lambda document_id, name=name: implied.get(document_id, {}).get(name, 0))
        lost += (_counts(frame, tables[name], ["document_id"]) - wanted).abs()
    frame["rows_lost"] = lost
    said = _counts(frame, _worded(tables["statements"]), ["document_id"]) > 0
    numeric = _counts(frame, _numeric(tables["table_cells"]), ["document_id"]) > 0
    lacking = pd.Series(0, index=frame.index)
    for name, expected in (("tokens", said), ("facts", numeric)):
        lacking += (expected & (_counts(frame, tables[name], ["document_id"]) == 0)).astype(int)
    frame["lacking"] = lacking


def _pages(frame: pd.DataFrame, tables: Tables, implied: Implied) -> None:
    """``chars_added``: what a page's characters are, added up. ``chars_least``: the least of these counts."""
    parts = frame[[name for name in frame.columns if name.startswith("chars_") and name not in ("chars_total", "chars_witness")]]
    frame["chars_added"], frame["chars_least"] = parts.sum(axis=1), parts.min(axis=1)
    frame["expected_no"] = _numbered(frame, ["document_id"], "page")


def _worded(statements: pa.Table) -> pa.Table:
    return statements.filter(pc.match_substring_regex(statements["text"], r"\p{L}{2}"))


def _numeric(cells: pa.Table) -> pa.Table:
    """Body cells that hold a plain number with at most a short unit."""
    number = pc.match_substring_regex(cells["text"], r"^[0-9０-９][0-9０-９,，.]*\D{0,2}$")
    return cells.filter(pc.and_(pc.invert(cells["is_header"]), number))


def _projects(frame: pd.DataFrame, tables: Tables, implied: Implied) -> None:
    """``goals_or_defect``, ``viewpoints_or_defect``: its goals and viewpoints, or else a defect of the document that
    says what is missing. ``order_complete``: order_no of statements, tables and figures is 1..n, each once."""
    defects = tables["defects"].select(["document_id", "code"]).to_pandas()
    admitted = set(defects.loc[defects["code"].isin(_ADMITS_MISSING), "document_id"])
    for name in ("goals", "viewpoints"):
        found = _counts(frame, tables[name], ["document_id", "project_no"])
        frame[f"{name}_or_defect"] = found.gt(0) | frame["document_id"].isin(admitted)
    parts = [tables[name].select(["document_id", "project_no", "order_no"]).to_pandas() for name in ("statements", "tables", "figures")]
    orders = pd.concat(parts).groupby(["document_id", "project_no"])["order_no"].agg(["min", "max", "count", "nunique"])
    whole = orders["min"].eq(1) & orders["max"].eq(orders["count"]) & orders["nunique"].eq(orders["count"])
    at = pd.MultiIndex.from_frame(frame[["document_id", "project_no"]])
    frame["order_complete"] = whole.reindex(at, fill_value=True).to_numpy(dtype=bool)


def _numbering(within: Sequence[str], number: str) -> Callable[[pd.DataFrame, Tables, Implied], None]:
    def add(frame: pd.DataFrame, tables: Tables, implied: Implied) -> None:
        frame["expected_no"] = _numbered(frame, within, number)

    return add


def _statements(frame: pd.DataFrame, tables: Tables, implied: Implied) -> None:
    """``goals_known``: every number of goal_nos is a goal of the project. ``id_fits``: the id is made of its parts.
    ``parent_fits``: a bullet under a bullet names one above it, no other row names any. ``tokens_or_blank``: a text
    with words has tokens."""
    frame["expected_no"] = _numbered(frame, ["document_id", "project_no", "section"], "seq")
    frame["goals_known"] = _goals_known(tables["statements"], tables["goals"])
    rows = tables["statements"]
    parts = [pc.cast(keys.whole(rows, part), pa.string()) for part in ("document_id", "project_no", "section", "seq")]
    made = pc.binary_join_element_wise(*parts, "/")
    frame["id_fits"] = pc.equal(made, keys.whole(rows, "statement_id")).fill_null(False).to_numpy(zero_copy_only=False)
    above = frame[["document_id", "project_no", "section", "parent_seq"]].rename(columns={"parent_seq": "seq"})
    flat = frame.loc[frame["level"].eq(0), ["document_id", "project_no", "section", "seq"]]
    named = _known(above, above.columns.tolist(), flat) & above["seq"].notna() & above["seq"].lt(frame["seq"])
    frame["parent_fits"] = np.where(frame["level"].gt(0), named, frame["parent_seq"].isna())
    worded = frame["text"].str.contains(r"\w{2}", regex=True)
    frame["tokens_or_blank"] = ~worded | _counts(frame, tables["tokens"], ["statement_id"]).gt(0)


def _goals_known(table: pa.Table, goals: pa.Table) -> np.ndarray:
    known = set(zip(*(goals[part].to_pylist() for part in ("document_id", "project_no", "goal_no")), strict=True))
    rows = zip(*(table[part].to_pylist() for part in ("document_id", "project_no", "goal_nos")), strict=True)
    return np.array([all((document, project, no) in known for no in numbers or ()) for document, project, numbers in rows], dtype=bool)


def _links(frame: pd.DataFrame, tables: Tables, implied: Implied) -> None:
    """``own_project``: the statement is of the same document and project as the viewpoint. ``rule_rank``: the rank of a link
    that the rules found; null of one that the statement names or a person decided."""
    frame["expected_no"] = _numbered(frame, ["statement_id"], "rank")
    frame["rule_rank"] = frame["rank"].where(frame["status"].isin(["asserted", "suggested"]) & frame["rule"].ne("named"))
    owner = tables["statements"].select(["statement_id", "document_id", "project_no"]).to_pandas()
    columns = ["statement_id", "document_id", "project_no"]
    frame["own_project"] = _known(frame, columns, owner)


def _tables(frame: pd.DataFrame, tables: Tables, implied: Implied) -> None:
    """``goals_known`` as in statements. ``area_uncovered``: places of the grid that no cell covers, or several do."""
    frame["expected_no"] = _numbered(frame, ["document_id", "project_no"], "table_no")
    frame["goals_known"] = _goals_known(tables["tables"], tables["goals"])
    cells = tables["table_cells"].select(["document_id", "project_no", "table_no", "rowspan", "colspan"]).to_pandas()
    cells["area"] = cells["rowspan"] * cells["colspan"]
    area = cells.groupby(["document_id", "project_no", "table_no"])["area"].sum()
    at = pd.MultiIndex.from_frame(frame[["document_id", "project_no", "table_no"]])
    covered = area.reindex(at, fill_value=0).to_numpy()
    frame["area_uncovered"] = (frame["n_rows"] * frame["n_cols"] - covered).abs()
    frame["headers_inside"] = frame["header_rows"].le(frame["n_rows"]) & frame["header_cols"].le(frame["n_cols"])


def _cells(frame: pd.DataFrame, tables: Tables, implied: Implied) -> None:
    """``inside_grid``: the cell with its spans lies within the rows and columns of its table."""
    key = ["document_id", "project_no", "table_no"]
    sizes = tables["tables"].select([*key, "n_rows", "n_cols"]).to_pandas().drop_duplicates(key)
    joined = frame[[*key, "row", "col", "rowspan", "colspan"]].merge(sizes, on=key, how="left")
    inside = (joined["row"] + joined["rowspan"]).le(joined["n_rows"]) & (joined["col"] + joined["colspan"]).le(joined["n_cols"])
    frame["inside_grid"] = inside.to_numpy()


def _facts(frame: pd.DataFrame, tables: Tables, implied: Implied) -> None:
    """``year_plausible``: the fiscal year lies near the period of its document. ``month_fits``: the month is in the
    fiscal year. ``value_or_reason``: not both a value and a reason why there is none. ``from_body``: the cell is no
    header. ``raw_fits``: raw is the text of its cell. ``norm_fits``: value and unit are given in both forms or in none.
    ``stock_fits``: a stock is a figure of the year's end."""
    frame["expected_no"] = _numbered(frame, ["document_id", "project_no", "table_no", "row", "col"], "fact_no")
    periods = tables["documents"].select(["document_id", "period_start", "period_end"]).to_pandas().drop_duplicates("document_id")
    joined = frame[["document_id", "fiscal_year"]].merge(periods, on="document_id", how="left")
    early = joined["period_start"].fillna(2006) - _BACKGROUND_YEARS
    late = joined["period_end"].fillna(2100) + _OUTLOOK_YEARS
    year = joined["fiscal_year"]
    frame["year_plausible"] = (year.isna() | (year.ge(early) & year.le(late))).to_numpy()
    month = pd.to_datetime(frame["month"], format="%Y-%m", errors="coerce")
    fiscal = month.dt.year - (month.dt.month < 4).astype(int)
    frame["month_fits"] = frame["month"].isna() | frame["fiscal_year"].isna() | fiscal.eq(frame["fiscal_year"])
    same = frame["value"].isna().eq(frame["value_norm"].isna()) & frame["unit"].isna().eq(frame["unit_norm"].isna())
    frame["norm_fits"] = same
    frame["stock_fits"] = frame["is_stock"].eq(frame["period_kind"].eq("fiscal_year_end"))
    frame["value_or_reason"] = ~(frame["value"].notna() & frame["null_reason"].notna())
    key = ["document_id", "project_no", "table_no", "row", "col"]
    cells = tables["table_cells"].select([*key, "text", "is_header"]).to_pandas().drop_duplicates(key)
    home = frame[key].merge(cells, on=key, how="left")
    frame["from_body"] = home["is_header"].fillna(False).eq(False).to_numpy()
    frame["raw_fits"] = home["text"].isna() | home["text"].eq(frame["raw"].reset_index(drop=True))


def _indicators(frame: pd.DataFrame, tables: Tables, implied: Implied) -> None:
    """``facts_add_up``: the value is that of every fact it was printed by, or the sum of its parts."""
    facts = tables["facts"].select(["row_id", "value_norm"]).to_pandas().drop_duplicates("row_id").set_index("row_id")["value_norm"]
    parts = tables["indicators"]["fact_row_ids"].to_pylist()
    added = tables["indicators"]["method"].to_pylist()
    frame["facts_add_up"] = [
        _adds_up(facts.reindex(ids), method, value) for ids, method, value in zip(parts, added, frame["value"], strict=True)
    ]


def _adds_up(facts: pd.Series[float], method: str, value: float) -> bool:
    if facts.empty:
        return False
    return bool(np.isclose(facts.sum(skipna=False), value)) if method == "sum_of_parts" else bool(facts.eq(value).all())


def _tokens(frame: pd.DataFrame, tables: Tables, implied: Implied) -> None:
    """``surface_fits``: the surface is what stands in the statement's text between begin and end."""
    frame["expected_no"] = _numbered(frame, ["statement_id"], "position")
    frame["surface_fits"] = _surfaces_fit(tables["tokens"], tables["statements"])


def _surfaces_fit(tokens: pa.Table, statements: pa.Table) -> np.ndarray:
    """Per token whether its surface is what its statement's text has between begin and end, code point by code point."""
    texts, surfaces = keys.whole(statements, "text"), keys.whole(tokens, "surface").fill_null("")
    sizes, lengths = pc.utf8_length(texts).to_numpy().astype(np.int64), pc.utf8_length(surfaces).to_numpy().astype(np.int64)
    at = pc.index_in(keys.whole(tokens, "statement_id"), value_set=keys.whole(statements, "statement_id"))
    begin, end = (keys.whole(tokens, side).fill_null(-1).to_numpy().astype(np.int64) for side in ("begin", "end"))
    at, there = at.fill_null(0).to_numpy(), at.is_valid().to_numpy(zero_copy_only=False)
    fits: np.ndarray = there & (begin >= 0) & (end - begin == lengths) & tokens["surface"].is_valid().to_numpy()
    if not len(sizes):
        return fits
    fits &= end <= sizes[at]
    letters, printed = (np.frombuffer("".join(text.to_pylist()).encode("utf-32-le"), dtype=np.uint32) for text in (surfaces, texts))
    first = np.cumsum(lengths) - lengths
    wanted = (np.cumsum(sizes) - sizes)[at] + begin
    of = np.repeat(np.arange(len(lengths)), lengths)
    checked = fits[of]
    place, of = (wanted[of] - first[of] + np.arange(len(letters)))[checked], of[checked]
    fits[of[printed[place] != letters[checked]]] = False
    return fits


def _issue_links(frame: pd.DataFrame, tables: Tables, implied: Implied) -> None:
    """``sides_fit``: what is unmatched has its own side only and no status, the rest both and one. ``own_challenge``: the statement is
    a challenge of that project in the prior document. ``terms_follow``: both documents are of one ward, the prior one's
    period the earlier. ``challenges_linked``: the project has as many challenges in its links as the prior document says."""
    frame["expected_no"] = _numbered(frame, ["document_id", "project_no"], "link_no")
    challenge, issue = frame["statement_id"].notna(), frame["prior_issue_seq"].notna()
    fits = challenge.eq(frame["relation"].ne("unmatched_issue")) & issue.eq(frame["relation"].ne("unmatched_challenge"))
    frame["sides_fit"] = fits & frame["status"].notna().eq(challenge & issue)
    said = (
        tables["statements"]
        .filter(pc.field("section") == "challenge")
        .select(["statement_id", "document_id", "project_no", "kind"])
        .to_pandas()
    )
    said = said[said["kind"].isin(["bullet", "paragraph"])]
    asked = frame[["statement_id", "prior_document_id", "project_no"]]
    frame["own_challenge"] = _known(asked, list(asked.columns), said[["statement_id", "document_id", "project_no"]])
    documents = tables["documents"].select(["document_id", "ward", "period_start", "term_no"]).to_pandas().set_index("document_id")
    later, prior = (documents.reindex(frame[column]).reset_index(drop=True) for column in ("document_id", "prior_document_id"))
    earlier = later["period_start"].gt(prior["period_start"]) | later["term_no"].gt(prior["term_no"])
    frame["terms_follow"] = earlier & later["ward"].map(ward_key, na_action="ignore").eq(prior["ward"].map(ward_key, na_action="ignore"))
    pair = ["document_id", "prior_document_id", "project_no"]
    linked = frame[challenge].groupby(pair)["statement_id"].nunique()
    found = pd.Series(linked.reindex(pd.MultiIndex.from_frame(frame[pair]), fill_value=0).to_numpy(), index=frame.index)
    wanted = said.groupby(["document_id", "project_no"])["statement_id"].nunique()
    due = wanted.reindex(pd.MultiIndex.from_frame(frame[["prior_document_id", "project_no"]]), fill_value=0).to_numpy()
    frame["challenges_linked"] = found.eq(due)


def _defects(frame: pd.DataFrame, tables: Tables, implied: Implied) -> None:
    """``code_known``: the catalogue has the code. ``severity_fits``: as the catalogue says, and a published document
    has no error."""
    frame["expected_no"] = _numbered(frame, ["document_id"], "seq")
    codes = catalogue.catalogue()
    frame["code_known"] = frame["code"].isin(list(codes))
    declared = frame["code"].map(lambda code: catalogue.entry(code).severity)
    published = set(tables["documents"]["document_id"].to_pylist())
    frame["severity_fits"] = declared.eq(frame["severity"]) & ~(frame["severity"].eq("error") & frame["document_id"].isin(published))


_HELPERS: Mapping[str, Callable[[pd.DataFrame, Tables, Implied], None]] = {
    "sources": _sources,
    "documents": _documents,
    "pages": _pages,
    "overview": _numbering(["document_id"], "seq"),
    "projects": _projects,
    "goals": _numbering(["document_id", "project_no"], "goal_no"),
    "prior_issues": _numbering(["document_id", "project_no"], "seq"),
    "statements": _statements,
    "viewpoints": _numbering(["document_id", "project_no"], "viewpoint_no"),
    "statement_viewpoints": _links,
    "tables": _tables,
    "table_cells": _cells,
    "figures": _numbering(["document_id", "project_no"], "figure_no"),
    "facts": _facts,
    "indicators": _indicators,
    "tokens": _tokens,
    "terms": _numbering(["document_id", "project_no", "section"], "rank"),
    "issue_links": _issue_links,
    "defects": _defects,
}

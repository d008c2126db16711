"""What invented sheets say: the three invented wards' texts and numbers, varied so that every seed gives another sheet.

In come the wards under ``wards/`` (the structure of the acceptance gold); out comes one sheet of an invented ward with
its facts kept true: years move together in texts, headers and facts, all numbers of a project are multiplied by the
same factor so that totals still add up, bullets change order and lose or gain sentences.
"""

from __future__ import annotations

import json
import pickle
import random
import re
from functools import cache
from pathlib import Path
from typing import Any

Content = dict[str, Any]

_WARDS = Path(__file__).parent / "wards"
_FULL = str.maketrans("0123456789,", "０１２３４５６７８９，")
_ASCII = str.maketrans("０１２３４５６７８９，．", "0123456789,.")
_ERA = re.compile(r"(令和|平成|[RHＲＨ])(元|[0-9０-９]{1,2})(?=[年(（])|([～〜~・、])([0-9０-９]{1,2})(?=年度)|(?<=[(（])(20\d\d)(?=[)）])")
_NUMBER = re.compile(r"[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?")
COUNTED = re.compile(r"(?<![第0-9０-９,，])([0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+|[0-9０-９]{2,4})(?=人|組|件|冊|部|世帯|団体|か所)")
_FIRST = [
    "朝霧",
    "若草",
    "桜坂",
    "汐見",
    "月見",
    "風見",
    "白鳥",
    "紅葉",
    "東雲",
    "朝日",
    "花園",
    "川澄",
    "夕凪",
    "山吹",
    "渚",
    "泉台",
    "椿",
    "楓",
    "藤波",
    "萩原",
    "髙見",
    "﨑陽",
    "𠮷浜",
    "柏木",
    "千鳥",
    "小春",
    "美園",
    "若葉",
    "双葉",
    "明星",
]
_LAST = ["", "", "台", "が丘", "浜", "山", "野", "坂"]
_HUBS = [
    "ひだまり",
    "そよかぜ",
    "ぽかぽか",
    "はらっぱ",
    "つばさ",
    "なないろ",
    "たんぽぽ",
    "きらり",
    "どんぐり",
    "ゆりかご",
    "しおさい",
    "こだち",
]
LEGAL_FORMS = ["特定非営利活動法人", "社会福祉法人", "一般社団法人", "公益財団法人"]

# Sentences that a parser may trip over: words of the form, marks and numbers within running text.
SNARES = (
    "アンケートで多く挙がった（課題）は、次期の振り返りの視点にも反映していく。",
    "評価の理由（区）にもあるとおり、健診の会場での案内は区と協力して進めている。",
    "目指す拠点の姿①に関わる取組として、開館時間の見直しを続けている。",
    "①～③の取組は職員全員で振り返り、④については次年度に改めて検討する。",
    "３年間で延べ１，２３４人が参加し、うち約２割は初めての利用であった。",
    "「また来たい」「相談してよかった」（利用者の声）といった感想が寄せられた。",
    "前期の振り返りの課題であった広報は、SNS・チラシ・口コミの３つを組み合わせて改善した。",
    "成果と課題を共有する会議を、年２回（６月・１２月）開いている。",
    "子ども・子育て支援事業計画（第２期）の指標でも、A評価とされた項目が増えた。",
    "髙橋﨑子さん（𠮷田地区）のように、元利用者が支える側に回る例も出てきている。",
    "1,500人の登録者のうち12.5％が、0歳児の家庭である。",
    "区の区民まつりでは、各区の拠点と合同で出展した。",
    "ｽﾏｰﾄﾌｫﾝでの申込みに切り替え、受付にかかる時間を半分に減らした。",
)
_REWORDED = (
    ("行った。", "実施した。"),
    ("開いた。", "開催した。"),
    ("増えている。", "増加している。"),
    ("職員", "スタッフ"),
    ("また、", "さらに、"),
    ("作成した。", "作った。"),
)


def copied(content: Any) -> Any:
    """A copy that shares nothing: contents are plain lists, dicts and texts, which pickle copies fastest."""
    return pickle.loads(pickle.dumps(content))


@cache
def _ward(name: str) -> Content:
    loaded: Content = json.loads((_WARDS / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


def ward_names() -> tuple[str, ...]:
    """The invented wards that come with the typesetter."""
    return tuple(sorted(p.stem for p in _WARDS.glob("*.json")))


def ward(name: str) -> Content:
    """One invented ward's sheet as it was written, without any variation."""
    content: Content = copied(_ward(name))
    return content


def contents(seed: int) -> Content:
    """The content of a seed: an invented ward's sheet of six or seven projects, interim or final, of any term."""
    draw = random.Random(f"content {seed}")
    interim = draw.random() < 0.3
    base = ward("hoshikawa-r5" if interim else draw.choice(["midoridai-r7", "minatomi-r2"]))
    start, end = base["period"]
    move = draw.randint(2018, 2028) - end
    sources = ["hoshikawa-r5"] if interim else ["midoridai-r7", "minatomi-r2", "midoridai-r7", "minatomi-r2", "hoshikawa-r5"]
    count = 6 if draw.random() < 0.3 else 7
    projects = []
    for number in range(1, count + 1):
        having = [s for s in sources if any(p["no"] == number for p in _ward(s)["projects"])]
        source = draw.choice(having)
        project = next(copied(p) for p in _ward(source)["projects"] if p["no"] == number)
        _vary(project, draw)
        projects.append(moved(project, move + end - _ward(source)["period"][1]))
    sheet = moved({k: v for k, v in base.items() if k != "projects"}, move)
    sheet["period"] = [start + move, end + move]
    year, month = base["conducted"].split("-")
    sheet["conducted"] = f"{int(year) + move}-{month}"
    sheet["overview"] = _with_projects(sheet["overview"], count)
    sheet["projects"] = projects
    return _renamed(sheet, draw, f"typeset-{seed}")


def excerpt(sheet: Content, numbers: tuple[int, ...], bullets: int = 3) -> Content:
    """A sheet of these projects alone, with at most so many bullets under each heading: small enough for a quick test."""
    short: Content = copied(sheet)
    short["projects"] = [p for p in short["projects"] if p["no"] in numbers]
    for project in short["projects"]:
        kept: list[Content] = []
        count = 0
        for block in project["operator_reason"]:
            count = count + 1 if block["k"] == "li" else 0
            if count <= bullets:
                kept.append(block)
        project["operator_reason"] = kept
    return short


def moved(value: Any, years: int) -> Any:
    """The same content ``years`` later: eras in every text, fiscal years and months of facts."""
    if isinstance(value, str):
        return _moved_text(value, years)
    if isinstance(value, list):
        return [moved(v, years) for v in value]
    if isinstance(value, dict):
        new = {k: moved(v, years) for k, v in value.items()}
        if isinstance(value.get("fiscal_year"), int):
            new["fiscal_year"] = value["fiscal_year"] + years
        if value.get("month"):
            year, month = value["month"].split("-")
            new["month"] = f"{int(year) + years}-{month}"
        return new
    return value


def _moved_text(text: str, years: int) -> str:
    if not years:
        return text
    era_now = ""  # as now printed, for a year that follows without its era

    def later(found: re.Match[str]) -> str:
        nonlocal era_now
        era, number, link, bare, western = found.groups()
        if western:
            return str(int(western) + years)
        if link and not era_was:
            return found[0]
        name = era or era_was[-1]
        if era:
            era_was.append(era)
        printed = number or bare
        short = name in "RHＲＨ"
        year = (2018 if name in ("令和", "R", "Ｒ") else 1988) + (1 if printed == "元" else int(printed.translate(_ASCII))) + years
        new = ("R" if short else "令和") if year >= 2019 else ("H" if short else "平成")
        if name in "ＲＨ":
            new = {"R": "Ｒ", "H": "Ｈ"}[new]
        n = year - (2018 if year >= 2019 else 1988)
        digits = "元" if n == 1 else str(n)
        if printed != "元" and printed[0] in "０１２３４５６７８９":
            digits = digits.translate(_FULL)
        shown = (link or "") + (new if era or new != era_now else "") + digits
        era_now = new
        return shown

    era_was: list[str] = []
    return _ERA.sub(later, text)


def _vary(project: Content, draw: random.Random) -> None:
    """Other numbers, another order, other sentences, in place; headings and goals keep their numbers."""
    _multiply(project, draw.choice([1, 1, 2, 3]))
    groups: list[list[list[Content]]] = [[]]  # under each heading: bullets with what stands under them
    heads: list[list[Content]] = [[]]
    for block in project["operator_reason"]:
        if block["k"] != "li":
            if groups[-1]:
                groups.append([])
                heads.append([])
            heads[-1].append(block)
        elif block.get("level") and groups[-1]:
            groups[-1][-1].append(block)
        else:
            groups[-1].append([block])
    blocks: list[Content] = []
    for head, bullets in zip(heads, groups, strict=True):
        draw.shuffle(bullets)
        if len(bullets) > 3 and draw.random() < 0.4:
            bullets.pop()
        blocks += head
        for bullet in bullets:
            bullet[0]["text"] = _resaid(bullet[0]["text"], draw)
            blocks += bullet
    project["operator_reason"] = blocks
    for row in project["ward_reason"]:
        row["text"] = _resaid(row["text"], draw)
    for key in ("outcomes", "challenges"):
        texts = [_resaid(t, draw) for t in project[key]]
        draw.shuffle(texts)
        project[key] = ["特になし"] if draw.random() < 0.03 else texts
    for goal in project["goals"]:
        for who in ("operator", "ward"):
            if draw.random() < 0.3:
                goal[who] = draw.choice(["A", "A", "B", "B", "C", "D", None])


def _resaid(text: str, draw: random.Random) -> str:
    for old, new in _REWORDED:
        if draw.random() < 0.3:
            text = text.replace(old, new)
    text = COUNTED.sub(lambda m: _like(m[1], max(10, int(int(m[1].translate(_ASCII).replace(",", "")) * draw.uniform(0.6, 1.6)))), text)
    if draw.random() < 0.12:
        snare = draw.choice(SNARES)
        alone = text.endswith("。") and snare[0] != "①" and draw.random() < 0.4  # its own mark would be read as the bullet's
        text = snare if alone else text + snare
    return text


def _like(printed: str, number: int) -> str:
    """``number`` in the spelling of ``printed``: its width, and its commas if it had any or has none to lose."""
    commas = "," in printed or "，" in printed or len(printed) < 4
    shown = f"{number:,}" if commas else str(number)
    if "，" in printed and not printed[0] > "9":
        return shown.replace(",", "，")
    return shown.translate(_FULL) if printed[0] in "０１２３４５６７８９" else shown


def _multiply(project: Content, factor: int) -> None:
    """All counts of the project's tables and facts times ``factor``; shares, grades and decimals stay."""
    if factor == 1:
        return

    def scaled(raw: str) -> tuple[str, set[int]]:
        changed: set[int] = set()

        def times(found: re.Match[str]) -> str:
            after = raw[found.end() : found.end() + 1]
            if "." in found[0] or "．" in found[0] or (after in "%％点万千" and after) or raw[found.end() : found.end() + 2] == "ポイ":
                return found[0]
            number = int(found[0].translate(_ASCII).replace(",", ""))
            changed.add(number)
            return _like(found[0], number * factor)

        return _NUMBER.sub(times, raw), changed

    if any("万" in f["raw"] or "千" in f["raw"] for f in project["facts"]):
        return
    raws = {f["raw"] for f in project["facts"]}
    for block in project["operator_reason"]:
        if block["k"] == "table":
            for row in block["rows"]:
                for i, cell in enumerate(row):
                    if isinstance(cell, dict) and cell["t"] in raws:
                        cell["t"] = scaled(cell["t"])[0]
                    elif isinstance(cell, str) and cell in raws:
                        row[i] = scaled(cell)[0]
        elif block["k"] == "chart":
            for bar in block["bars"]:
                bar["value"] *= factor
    for fact in project["facts"]:
        raw, changed = scaled(fact["raw"])
        if fact["value"] is not None and abs(fact["value"]) in changed:
            fact["value"] *= factor
        fact["raw"] = raw


def _with_projects(overview: list[Any], count: int) -> list[Any]:
    """The overview with as many projects named as the sheet has."""
    rows = []
    for label, paragraphs in overview:
        kept = []
        for text in paragraphs:
            if count == 6 and re.match(r"[7７][ 　]", text):
                continue
            for old, new in ((7, 6),) if count == 6 else ((6, 7),):
                for a, b in ((str(old), str(new)), (str(old).translate(_FULL), str(new).translate(_FULL))):
                    text = text.replace(f"拠点の{a}事業", f"拠点の{b}事業").replace(f"{a}つの事業", f"{b}つの事業")
            kept.append(text.replace("（利用者支援事業は次期からの開始を予定しています。）", "") if count == 7 else text)
            if count == 7 and text.startswith("６　横浜"):
                kept.append("７　利用者支援事業")
        rows.append([label, kept])
    return rows


def _renamed(sheet: Content, draw: random.Random, name: str) -> Content:
    """The sheet under another ward's, hub's and operator's name."""
    ward_name = draw.choice(_FIRST) + draw.choice(_LAST) + "区"
    operator = draw.choice(LEGAL_FORMS) + draw.choice(_HUBS) + draw.choice(["の会", "子育てネット", "ネットワーク", "", "の森"])
    text = json.dumps(sheet, ensure_ascii=False)
    for old in {w["ward"] for w in map(_ward, ward_names())}:
        text = text.replace(old, ward_name)
    for old in {w["operator"] for w in map(_ward, ward_names())}:
        text = text.replace(old, operator)
    renamed: Content = json.loads(text)
    renamed["id"] = name
    renamed["source"] = "typeset"
    return renamed

"""A comparison as one HTML file that needs nothing else: to read on any screen and to print on A4 landscape."""

from __future__ import annotations

from importlib.resources import files

from pipeline.datasets.comparison import Comparison
from pipeline.report.comparison.lines import lines_of, notes_of, side_of, title_of, word
from pipeline.rules.defects import Language


def as_html(comparison: Comparison, language: Language = "ja") -> str:
    """The whole page in that language; every text of a sheet is escaped."""
    import jinja2

    source = files("pipeline.report.comparison").joinpath("table.html.j2").read_text(encoding="utf-8")
    template = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True).from_string(source)
    lines = lines_of(comparison, language)
    return template.render(
        language=language,
        t=lambda name: word(f"table.{name}", language),
        title=title_of(comparison, language),
        notes=notes_of(comparison, language),
        old=side_of(comparison.old, language),
        new=side_of(comparison.new, language),
        projects=[
            {"no": no, "title": title, "lines": [line for line in lines if line.project_no == no]}
            for no, title in comparison.projects.items()
        ],
    )

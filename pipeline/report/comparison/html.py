"""A comparison as one HTML file that needs nothing else: to read on any screen and to print on A4 landscape."""

from __future__ import annotations

from pipeline.datasets.comparison import Comparison
from pipeline.report.comparison.lines import notes_of, projects_of, side_of, title_of, word
from pipeline.report.templates import environment
from pipeline.rules.defects import Language


def lines_html(comparison: Comparison, language: Language = "ja") -> str:
    """The whole page in that language; every text of a sheet is escaped."""
    template = environment("pipeline.report.comparison").get_template("table.html.j2")
    return template.render(
        language=language,
        t=lambda name: word(f"table.{name}", language),
        title=title_of(comparison, language),
        notes=notes_of(comparison, language),
        old=side_of(comparison.old, language),
        new=side_of(comparison.new, language),
        projects=projects_of(comparison, language),
    )

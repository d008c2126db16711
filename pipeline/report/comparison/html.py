"""A comparison as one HTML file that needs nothing else: to read on any screen and to print on A4 landscape."""

from __future__ import annotations

from importlib.resources import files

from pipeline.datasets.comparison import Comparison
from pipeline.report.comparison.lines import lines_of, notes_of, side_of, title_of


def as_html(comparison: Comparison) -> str:
    """The whole page; every text of a sheet is escaped."""
    import jinja2

    source = files("pipeline.report.comparison").joinpath("table.html.j2").read_text(encoding="utf-8")
    template = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True).from_string(source)
    lines = lines_of(comparison)
    return template.render(
        title=title_of(comparison),
        notes=notes_of(comparison),
        old=side_of(comparison.old),
        new=side_of(comparison.new),
        projects=[
            {"no": no, "title": title, "lines": [line for line in lines if line.project_no == no]}
            for no, title in comparison.projects.items()
        ],
    )

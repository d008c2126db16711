"""A comparison of two sheets as people read it: a 新旧対照表 for the browser and the printer, for Excel, and for the terminal.

In goes a ``Comparison``, out come texts and files. ``lines.py`` says what stands in the table, the other modules only how it looks.
"""

from pipeline.report.comparison.html import lines_html
from pipeline.report.comparison.lines import ComparisonLine, lines_of, title_of
from pipeline.report.comparison.terminal import as_text
from pipeline.report.comparison.workbook import write_workbook

__all__ = ["ComparisonLine", "as_text", "lines_html", "lines_of", "title_of", "write_workbook"]

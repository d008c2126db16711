"""The form as real programs print it: a sheet's content as a document of a browser, a word processor or a spreadsheet.

``sheets`` lays the content out as blocks (paragraphs, tables, tables in cells) with a ``Style``; ``browser``, ``writer`` and ``calc``
write them down as HTML, OpenDocument text and a workbook; ``programs`` has the programs print them. What is printed keeps its truth.
"""

from benchmarks.typeset.choices import changed
from benchmarks.typeset.office.programs import PRODUCERS, Producer, is_there, printed
from benchmarks.typeset.office.sheets import STYLES, Style, laid_out, styles

__all__ = ["PRODUCERS", "STYLES", "Producer", "Style", "changed", "is_there", "laid_out", "printed", "styles"]

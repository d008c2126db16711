"""A typesetter for the form 様式1-1: sheets of invented wards in any layout, with the truth of what they say.

The pipeline is judged on sheets that nobody here has seen. This package makes such sheets: ``contents(seed)`` invents what
one says, ``looks(seed)`` how it looks, ``typeset`` prints it to a PDF and returns what was printed.
"""

from benchmarks.typeset.content import contents, excerpt, ward, ward_names
from benchmarks.typeset.form import Typeset, typeset
from benchmarks.typeset.look import DIMENSIONS, Look, every_single, looks

__all__ = ["DIMENSIONS", "Look", "Typeset", "contents", "every_single", "excerpt", "looks", "typeset", "ward", "ward_names"]

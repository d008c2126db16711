"""The room of proofreading (校正): slips that a careful colleague would mark before a sheet is published, each with its place.

In comes a sheet as read, and the one of the term before where it is at hand; out come the findings. They refuse nothing.
"""

from pipeline.proofreading.document import slips_of
from pipeline.proofreading.model import Slip
from pipeline.proofreading.pairs import sheet_before
from pipeline.proofreading.places import narrowed
from pipeline.proofreading.wording import advice_of, place_of, reason_of, title_of

__all__ = ["Slip", "advice_of", "narrowed", "place_of", "reason_of", "sheet_before", "slips_of", "title_of"]

"""The room of proofreading (校正): slips that a careful colleague would mark before a sheet is published, each with its place.

In comes a sheet as read, and the one of the term before where it is at hand; out come the findings. They refuse nothing.
"""

from pipeline.proofreading.document import findings_of
from pipeline.proofreading.model import Finding
from pipeline.proofreading.pairs import former_of
from pipeline.proofreading.places import narrowed
from pipeline.proofreading.wording import advice_of, place_of, reason_of, title_of

__all__ = ["Finding", "advice_of", "findings_of", "former_of", "narrowed", "place_of", "reason_of", "title_of"]

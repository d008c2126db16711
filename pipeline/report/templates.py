"""The one way in which pages are made of templates: every text of a sheet escaped, every name that a template lacks an error."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import jinja2


@cache
def environment(room: str, folder: str = "") -> jinja2.Environment:
    """The templates of a room of the house ("pipeline.report"), in that folder below it; loaded with the first question."""
    import jinja2

    place = files(room).joinpath(folder)
    return jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=jinja2.FunctionLoader(lambda name: place.joinpath(name).read_text(encoding="utf-8")),
    )

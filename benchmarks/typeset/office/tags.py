"""Elements of HTML and XML as text."""

from __future__ import annotations

from html import escape


def tag(name: str, *content: str, **attributes: str | float | None) -> str:
    """An element with its content as it is; attributes that are None are left out, ``fo__margin_left`` is ``fo:margin-left``."""
    said = "".join(
        f' {key.rstrip("_").replace("__", ":").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{''.join(content)}</{name}>"

"""The charts of the report: one Altair specification for every small multiple, and the Vega libraries to draw it offline.

The printed number stands at every point, so that a chart can be read on paper; where a number is missing the line has a gap.
"""

from __future__ import annotations

import json
from typing import Any

_GLOBALS = "window.vegaEmbed = vegaEmbed;"


def small_multiple() -> str:
    """The Vega-Lite specification as JSON, without data: the browser fills in ``values`` (period, label, value, raw, part, id)."""
    import altair as alt

    base = alt.Chart({"values": []}).encode(
        x=alt.X("label:O", sort=None, title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True, labelLimit=70)),
        y=alt.Y("value:Q", title=None, scale=alt.Scale(zero=True, nice=True), axis=alt.Axis(tickCount=3, grid=True)),
        tooltip=[alt.Tooltip("label:N", title="時期"), alt.Tooltip("raw:N", title="シートの数字")],
    )
    line = base.mark_line(color="#1f5f8b", strokeWidth=2)
    point = base.mark_point(size=45, filled=True, color="#1f5f8b", opacity=1).encode(
        fill=alt.condition(alt.datum.part, alt.value("#ffffff"), alt.value("#1f5f8b")), stroke=alt.value("#1f5f8b")
    )
    text = base.mark_text(dy=-10, fontSize=10, color="#1a1a1a").encode(text="raw:N")
    chart: Any = alt.layer(line, point, text).properties(width="container", height=110, background="transparent")
    chart = chart.configure(font="sans-serif").configure_view(stroke=None)
    made = chart.configure_axis(labelColor="#1a1a1a", gridColor="#d5d9dd", labelFontSize=10, domainColor="#666666").to_dict()
    for name in ("$schema", "data", "datasets"):
        made.pop(name, None)
    return json.dumps(made, ensure_ascii=False, separators=(",", ":"))


def libraries() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script, from the wheel of vl-convert; nothing is fetched."""
    import altair as alt
    import vl_convert

    major = str(alt.SCHEMA_VERSION).removeprefix("v").rsplit(".", 1)[0]
    known = vl_convert.get_vegalite_versions()
    script = vl_convert.javascript_bundle(snippet=_GLOBALS, vl_version=major if major in known else known[-1])
    return str(script).replace("</script", "<\\/script").replace("<!--", "<\\!--")

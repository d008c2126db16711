"""The charts of the report: one Altair specification for every small multiple, and the Vega libraries to draw it offline.

The printed number stands at every point, so that a chart can be read on paper; where a number is missing the line has a gap.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

_GLOBALS = "window.vegaEmbed = vegaEmbed;"


@cache
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
    place: dict[str, Any] = {
        "align": alt.expr("datum.place == 'beside' ? 'left' : 'center'"),
        "dx": alt.expr("datum.place == 'beside' ? 7 : 0"),
        "dy": alt.expr("datum.place == 'beside' ? -5 : datum.place == 'below' ? 13 : -10"),
        "fontSize": 10,
    }
    # The white edge (drawn first, by the style sheet) keeps a number apart from a line or a rule that it must cross.
    text = base.mark_text(color="#1a1a1a", stroke="#ffffff", strokeWidth=4, strokeJoin="round", **place).encode(text="raw:N")
    chart: Any = alt.layer(line, point, text).properties(width="container", height=110, background="transparent")
    chart = _with_places(chart)
    chart = chart.configure(font="sans-serif").configure_view(stroke=None)
    made = chart.configure_axis(labelColor="#1a1a1a", gridColor="#d5d9dd", labelFontSize=10, domainColor="#666666").to_dict()
    for name in ("$schema", "data", "datasets"):
        made.pop(name, None)
    return json.dumps(made, ensure_ascii=False, separators=(",", ":"))


def _with_places(chart: Any) -> Any:
    """Adds ``place``, where a point's number does not lie on the line: below a point that the line falls to, beside it at the
    foot of the chart, above any other.
    """
    known = chart.transform_window(before="lag(value)", after="lead(value)")
    known = known.transform_joinaggregate(most="max(value)", least="min(value)")
    falls = "isValid(datum.before) && datum.before > datum.value && !(isValid(datum.after) && datum.after < datum.value)"
    foot = "datum.value - min(0, datum.least) < 0.25 * (max(0, datum.most) - min(0, datum.least))"
    last = "!isValid(datum.after)"
    return known.transform_calculate(place=f"!({falls}) ? 'above' : !({foot}) ? 'below' : {last} ? 'beside' : 'above'")


@cache
def libraries() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script, from the wheel of vl-convert; nothing is fetched. To bundle them takes a second and
    a half, and the script is the same in every report."""
    import altair as alt
    import vl_convert

    major = str(alt.SCHEMA_VERSION).removeprefix("v").rsplit(".", 1)[0]
    known = vl_convert.get_vegalite_versions()
    script = vl_convert.javascript_bundle(snippet=_GLOBALS, vl_version=major if major in known else known[-1])
    return str(script).replace("</script", "<\\/script").replace("<!--", "<\\!--")

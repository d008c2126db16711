"""The Vega libraries that draw the report's charts (``templates/chart.json``) in the browser, offline."""

from __future__ import annotations

import contextlib
import hashlib
from functools import cache
from importlib.metadata import version

from pipeline.files import cache_folder, sound_file, write_whole

_GLOBALS = "window.vegaEmbed = vegaEmbed;"


@cache
def libraries() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script, from the wheel of vl-convert; nothing is fetched. To bundle them takes a second and
    a half, and the script is the same in every report: it is kept in the user's cache, and bundled anew where it was spoiled."""
    folder = cache_folder("vega")
    key = f"{version('vl-convert-python')}-{hashlib.sha256(_GLOBALS.encode()).hexdigest()[:8]}"
    if folder and (kept := sound_file(folder, key, ".js")):
        return kept.read_text(encoding="utf-8")
    script = _bundled()
    if folder:
        with contextlib.suppress(OSError):  # where nothing can be kept, each report bundles its own
            write_whole(folder / f"{key}-{hashlib.sha256(script.encode()).hexdigest()}.js", script)
    return script


def _bundled() -> str:
    import vl_convert

    script = vl_convert.javascript_bundle(snippet=_GLOBALS, vl_version=vl_convert.get_vegalite_versions()[-1])
    return str(script).replace("</script", "<\\/script").replace("<!--", "<\\!--")

"""The page in the browser, for people without a terminal: drop sheets, get the verdict, read, compare, download, decide.

``desk`` holds what was dropped, ``work`` has it read behind the wall of ``run/work/guarded.py``, ``guard`` lets in nobody but the
browser that was given the address, ``sheets`` and ``collection`` answer it, ``server`` puts all this together. Nothing leaves the
machine, and a path never comes from the browser: it names what it wants by ids that were made here.
"""

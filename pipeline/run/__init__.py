"""The wiring: ``plan`` says what is due, ``work`` reads it behind walls, ``publish`` gates it and puts it in place.

``whole`` is one run; ``checking`` a check. Nothing is imported here, so that a worker or a check loads what it uses and no more.
"""

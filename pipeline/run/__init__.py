"""The wiring: sources to workers, workers to the gate, the gate to publication. ``whole`` is one run; ``checking`` a check.

Nothing is imported here, so that a worker or a check loads what it uses and no more.
"""

"""The work of a run: sources read in guarded processes or on a cluster, and what is made of all of them together."""

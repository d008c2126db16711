"""The publication of a run: the candidate's gate, the exchange of folders, and the storages that a release can lie in."""

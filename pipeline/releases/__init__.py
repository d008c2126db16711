"""What a publication says of itself and of the one before: coverage, corrections, changes, and the release notes.

In go the folders of two publications and what people decided, out come the tables ``coverage``, ``corrections`` and ``changes`` and
the text of ``CHANGES.md``.
"""

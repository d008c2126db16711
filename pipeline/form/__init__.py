"""The form as data: labels, marks, sections and kinds of document, as ``rules/`` declares them, compiled."""

"""The form's outline: from a page's cells, tables and lines to labels, goal tables, columns and paragraphs in reading order."""

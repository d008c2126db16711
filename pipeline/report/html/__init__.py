"""The report: one HTML file in which people read, compare and search the published sheets, and see each row's place in its PDF.

In go the curated tables and the raw PDFs (for pictures of their pages), out come the file and, where the pictures are
many, a folder of them beside it. Each sheet lies in the file compressed and is unpacked when it is opened.
"""

from pipeline.report.html.pictures import Pictures
from pipeline.report.html.writing import Written, write_report

__all__ = ["Pictures", "Written", "write_report"]

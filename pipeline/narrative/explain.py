"""Why a statement is linked to the viewpoints it is linked to, for a reader who wants to check.

A sheet and one of its statements go in; out come the statement's tokens and all viewpoints of its project with their
scores and the words that decided, linked or not.
"""

from __future__ import annotations

from pipeline.narrative.model import Explanation
from pipeline.narrative.tokens import tokens_of
from pipeline.narrative.viewpoints import weighed_statements
from pipeline.sheet.model import Sheet, Statement


def explain(sheet: Sheet, project_no: int, statement: Statement) -> Explanation:
    """The reasons for one statement of ``project_no``; headings, subheadings and notes have no candidates.

    KeyError where the sheet has no such project or the project no such statement.
    """
    project = next((p for p in sheet.projects if p.project_no == project_no), None)
    if project is None or statement not in project.statements:
        raise KeyError(f"{sheet.document_id}/{project_no}/{statement.section}/{statement.seq}")
    weighed = {(s.section, s.seq): candidates for s, candidates in weighed_statements(project)}
    return Explanation(
        document_id=sheet.document_id,
        project_no=project_no,
        project_title=project.title.text,
        statement=statement,
        tokens=tokens_of(statement.text.text),
        candidates=weighed.get((statement.section, statement.seq), ()),
    )

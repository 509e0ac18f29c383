"""A first dossier from a published review, for a person to check."""

from auricle.audit.draft.entry import Doubt, Draft, Entry
from auricle.audit.draft.header import Known
from auricle.audit.draft.make import draft_review
from auricle.audit.draft.record import draft_record
from auricle.audit.draft.text import format_draft

__all__ = ["Doubt", "Draft", "Entry", "Known", "draft_record", "draft_review", "format_draft"]

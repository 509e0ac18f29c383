"""Measurement files read and scored, one or thousands."""

from auricle.response.survey.record import Record, book_record, refused_record
from auricle.response.survey.request import SEATINGS, Request
from auricle.response.survey.run import n_cores, run_survey
from auricle.response.survey.survey import Named, Refused, read_groups, survey_groups, survey_read

__all__ = [
    "SEATINGS",
    "Named",
    "Record",
    "Refused",
    "Request",
    "book_record",
    "n_cores",
    "read_groups",
    "refused_record",
    "run_survey",
    "survey_groups",
    "survey_read",
]

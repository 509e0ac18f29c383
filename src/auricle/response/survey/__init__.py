"""Measurement files read and scored, one or thousands."""

from auricle.response.survey.compared import Comparison, OneCurve, compare_products
from auricle.response.survey.files import Named, Refused, read_groups
from auricle.response.survey.picture import Picture, picture_product
from auricle.response.survey.record import Record, book_record, kept, refused_record
from auricle.response.survey.request import Request
from auricle.response.survey.run import n_cores, run_survey
from auricle.response.survey.survey import survey_groups, survey_read

__all__ = [
    "Comparison",
    "Named",
    "OneCurve",
    "Picture",
    "Record",
    "Refused",
    "Request",
    "book_record",
    "compare_products",
    "kept",
    "n_cores",
    "picture_product",
    "read_groups",
    "refused_record",
    "run_survey",
    "survey_groups",
    "survey_read",
]

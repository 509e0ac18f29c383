"""Source and headphone: what a level takes, what a source gives, and what it adds."""

from auricle.drive.answers import (
    CREST_DB,
    FULL_BAND_HZ,
    Boost,
    Equalisation,
    Hiss,
    Reach,
    Required,
    ResponseChange,
    hiss,
    loudness_verdict,
    reach,
    required,
    response_change,
)
from auricle.drive.headphone import Headphone
from auricle.drive.impedance import ImpedanceCurve, impedance_from_magnitude
from auricle.drive.impedance_text import parse_impedance
from auricle.drive.limits import LIMITS, Limits
from auricle.drive.loading import (
    crosstalk_db,
    damping_factor,
    electrical_q,
    largest_loading_db,
    loss_db,
    source_loading_db,
)
from auricle.drive.motional import (
    MotionalImpedance,
    fit_motional_impedance,
    motional_from_points,
)
from auricle.drive.noise import hiss_dba, hiss_verdict, noise_from_snr_v
from auricle.drive.source import Source, Span
from auricle.drive.standard import (
    IEC_SOURCE_OHM,
    LOWEST_OF_RATED,
    characteristic_voltage_v,
    emf_for_power_v,
    power_from_emf_w,
    power_readings_db,
)
from auricle.drive.voltage import (
    drive_current_ma,
    drive_power_mw,
    drive_voltage_v,
    gain_db,
    level_at_dbspl,
    peak_voltage_v,
    programme_level_dbspl,
)

__all__ = [
    "CREST_DB",
    "FULL_BAND_HZ",
    "IEC_SOURCE_OHM",
    "LIMITS",
    "LOWEST_OF_RATED",
    "Boost",
    "Equalisation",
    "Headphone",
    "Hiss",
    "ImpedanceCurve",
    "Limits",
    "MotionalImpedance",
    "Reach",
    "Required",
    "ResponseChange",
    "Source",
    "Span",
    "characteristic_voltage_v",
    "crosstalk_db",
    "damping_factor",
    "drive_current_ma",
    "drive_power_mw",
    "drive_voltage_v",
    "electrical_q",
    "emf_for_power_v",
    "fit_motional_impedance",
    "gain_db",
    "hiss",
    "hiss_dba",
    "hiss_verdict",
    "impedance_from_magnitude",
    "largest_loading_db",
    "level_at_dbspl",
    "loss_db",
    "loudness_verdict",
    "motional_from_points",
    "noise_from_snr_v",
    "parse_impedance",
    "peak_voltage_v",
    "power_from_emf_w",
    "power_readings_db",
    "programme_level_dbspl",
    "reach",
    "required",
    "response_change",
    "source_loading_db",
]

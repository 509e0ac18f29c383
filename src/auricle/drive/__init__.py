"""Source and headphone: what a level takes, what a source gives, and what it adds."""

from auricle.drive.change import ResponseChange, response_change
from auricle.drive.equalisation import LARGEST_GAIN_DB, Equalisation
from auricle.drive.field import FieldResponse, field_response, usual_field
from auricle.drive.headphone import FULL_BAND_HZ, Headphone
from auricle.drive.impedance import ImpedanceCurve, impedance_from_magnitude
from auricle.drive.impedance_text import parse_impedance
from auricle.drive.limits import LIMITS, Limits
from auricle.drive.listening import (
    PLAYER_LOAD_OHM,
    Exposure,
    PlayerLimits,
    at_full_volume,
    at_peaks,
    exposure_at,
    player_limits,
    volume_for_a_week_db,
)
from auricle.drive.loading import (
    crosstalk_db,
    damping_factor,
    electrical_q,
    largest_loading_db,
    loss_db,
    source_loading_db,
)
from auricle.drive.motional import (
    Q_RANGE,
    RESONANCE_RANGE_HZ,
    USUAL_Q,
    MotionalImpedance,
    fit_motional_impedance,
    motional_from_points,
)
from auricle.drive.needs import CREST_DB, Required, max_input_dbspl, required
from auricle.drive.noise import Hiss, hiss, hiss_dba, hiss_verdict, noise_from_snr_v
from auricle.drive.reach import Boost, ProgrammeNoise, Reach, loudness_verdict, reach
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
    "LARGEST_GAIN_DB",
    "LIMITS",
    "LOWEST_OF_RATED",
    "PLAYER_LOAD_OHM",
    "Q_RANGE",
    "RESONANCE_RANGE_HZ",
    "USUAL_Q",
    "Boost",
    "Equalisation",
    "Exposure",
    "FieldResponse",
    "Headphone",
    "Hiss",
    "ImpedanceCurve",
    "Limits",
    "MotionalImpedance",
    "PlayerLimits",
    "ProgrammeNoise",
    "Reach",
    "Required",
    "ResponseChange",
    "Source",
    "Span",
    "at_full_volume",
    "at_peaks",
    "characteristic_voltage_v",
    "crosstalk_db",
    "damping_factor",
    "drive_current_ma",
    "drive_power_mw",
    "drive_voltage_v",
    "electrical_q",
    "emf_for_power_v",
    "exposure_at",
    "field_response",
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
    "max_input_dbspl",
    "motional_from_points",
    "noise_from_snr_v",
    "parse_impedance",
    "peak_voltage_v",
    "player_limits",
    "power_from_emf_w",
    "power_readings_db",
    "programme_level_dbspl",
    "reach",
    "required",
    "response_change",
    "source_loading_db",
    "usual_field",
    "volume_for_a_week_db",
]

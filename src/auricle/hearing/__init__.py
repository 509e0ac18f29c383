"""What the ear makes of sound: weighting, loudness, masking, and how long it bears which level."""

from auricle.hearing.delays import (
    GROUP_DELAY_THRESHOLD_HZ,
    GROUP_DELAY_THRESHOLD_S,
    delay_as_phase_deg,
    delay_in_periods,
)
from auricle.hearing.equal_loudness import (
    CONTOUR_HZ,
    THRESHOLD_DBSPL,
    THRESHOLD_PHON,
    equal_loudness_dbspl,
    loudness_phon,
    threshold_dbspl,
)
from auricle.hearing.exposure import (
    LISTENING_MODES,
    ListeningMode,
    sound_dose_pa2h,
    weekly_dose,
    weekly_hours,
)
from auricle.hearing.field import (
    diffuse_field_gain_db,
    diffuse_field_level_dba,
    programme_field_offset_db,
)
from auricle.hearing.isolation import masked_listening_level_dba
from auricle.hearing.level_hours import (
    HIGHEST_LEVEL_DBA,
    HOURS_A_DAY,
    HOURS_A_WEEK,
    LOWEST_LEVEL_DBA,
)
from auricle.hearing.masking import audible_harmonic_ratio, bark, level_ratio, masked_level_dbspl
from auricle.hearing.players import (
    LEAST_CHARACTERISTIC_VOLTAGE_V,
    PLAYER_LEVEL_LIMIT_DBA,
    PLAYER_VOLTAGE_LIMIT_V,
    characteristic_level_dba,
)
from auricle.hearing.programme import (
    BAND_CENTER_HZ,
    NOISE_PEAK_RATIO,
    PROGRAMME_DB,
    PROGRAMME_NOISE_DBFS,
    crest_factor_db,
    power_sum_db,
    programme_a_weighting_db,
    programme_level_db,
)
from auricle.hearing.spells import DAY_WORDS, MAX_ROWS, parse_spell, parse_spells
from auricle.hearing.week import (
    DAYS,
    Allowance,
    DayOfListening,
    HoursAtLevel,
    Spell,
    WeekOfListening,
    week_of_listening,
)
from auricle.hearing.weighting import a_weighting_db
from auricle.hearing.working_day import (
    OSHA_ACTION_THRESHOLD_DBA,
    OSHA_PEL_THRESHOLD_DBA,
    OSHA_TABLE_END_DBA,
    level_ex_8h_dba,
    niosh_dose,
    niosh_hours,
    niosh_twa_dba,
    osha_dose,
    osha_hours,
    osha_twa_dba,
)

__all__ = [
    "BAND_CENTER_HZ",
    "CONTOUR_HZ",
    "DAYS",
    "DAY_WORDS",
    "GROUP_DELAY_THRESHOLD_HZ",
    "GROUP_DELAY_THRESHOLD_S",
    "HIGHEST_LEVEL_DBA",
    "HOURS_A_DAY",
    "HOURS_A_WEEK",
    "LEAST_CHARACTERISTIC_VOLTAGE_V",
    "LISTENING_MODES",
    "LOWEST_LEVEL_DBA",
    "MAX_ROWS",
    "NOISE_PEAK_RATIO",
    "OSHA_ACTION_THRESHOLD_DBA",
    "OSHA_PEL_THRESHOLD_DBA",
    "OSHA_TABLE_END_DBA",
    "PLAYER_LEVEL_LIMIT_DBA",
    "PLAYER_VOLTAGE_LIMIT_V",
    "PROGRAMME_DB",
    "PROGRAMME_NOISE_DBFS",
    "THRESHOLD_DBSPL",
    "THRESHOLD_PHON",
    "Allowance",
    "DayOfListening",
    "HoursAtLevel",
    "ListeningMode",
    "Spell",
    "WeekOfListening",
    "a_weighting_db",
    "audible_harmonic_ratio",
    "bark",
    "characteristic_level_dba",
    "crest_factor_db",
    "delay_as_phase_deg",
    "delay_in_periods",
    "diffuse_field_gain_db",
    "diffuse_field_level_dba",
    "equal_loudness_dbspl",
    "level_ex_8h_dba",
    "level_ratio",
    "loudness_phon",
    "masked_level_dbspl",
    "masked_listening_level_dba",
    "niosh_dose",
    "niosh_hours",
    "niosh_twa_dba",
    "osha_dose",
    "osha_hours",
    "osha_twa_dba",
    "parse_spell",
    "parse_spells",
    "power_sum_db",
    "programme_a_weighting_db",
    "programme_field_offset_db",
    "programme_level_db",
    "sound_dose_pa2h",
    "threshold_dbspl",
    "week_of_listening",
    "weekly_dose",
    "weekly_hours",
]

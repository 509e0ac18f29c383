"""Source and headphone."""

from auricle.drive.voltage import drive_current_ma, drive_power_mw, drive_voltage_v

__all__ = ["drive_current_ma", "drive_power_mw", "drive_voltage_v"]

"""Source and headphone."""

from auricle.drive.voltage import drive_voltage_v

__all__ = ["drive_voltage_v"]

"""Playback devices: what is stated of their headphone outputs, with source and date."""

from auricle.devices.choose import (
    Plugged,
    all_outputs,
    choose_output,
    class_source,
    gain_settings,
    gain_steps,
    plug_in,
)
from auricle.devices.load import classes_sha256, find_class, find_device, load_classes, load_devices
from auricle.devices.model import Device, DeviceClass, Figure, Output, Volume
from auricle.devices.read import parse_device

__all__ = [
    "Device",
    "DeviceClass",
    "Figure",
    "Output",
    "Plugged",
    "Volume",
    "all_outputs",
    "choose_output",
    "class_source",
    "classes_sha256",
    "find_class",
    "find_device",
    "gain_settings",
    "gain_steps",
    "load_classes",
    "load_devices",
    "parse_device",
    "plug_in",
]

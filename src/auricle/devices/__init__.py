"""Playback devices: what is stated of their headphone outputs, with source and date."""

from auricle.devices.choose import all_outputs, choose_output, gain_settings, gain_steps
from auricle.devices.given import NOTHING_GIVEN, Given
from auricle.devices.load import classes_sha256, find_class, find_device, load_classes, load_devices
from auricle.devices.model import Device, DeviceClass, Figure, Output, Volume
from auricle.devices.plug import Plugged, class_source, described, plug_in
from auricle.devices.read import parse_device

__all__ = [
    "NOTHING_GIVEN",
    "Device",
    "DeviceClass",
    "Figure",
    "Given",
    "Output",
    "Plugged",
    "Volume",
    "all_outputs",
    "choose_output",
    "class_source",
    "classes_sha256",
    "described",
    "find_class",
    "find_device",
    "gain_settings",
    "gain_steps",
    "load_classes",
    "load_devices",
    "parse_device",
    "plug_in",
]

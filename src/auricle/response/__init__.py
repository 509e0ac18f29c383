"""A curve and all that can be said from it alone.

Each module loads when one of its names is asked for: who only reads files needs no numerics.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from auricle.response.adjust import adjusted, harman_style
    from auricle.response.curve import FrequencyResponse
    from auricle.response.grid import LOG96_HZ, R40_HZ, band, resample_db
    from auricle.response.rigs import Rig
    from auricle.response.targets import Target, check_rig, target_from_response

__all__ = [
    "LOG96_HZ",
    "R40_HZ",
    "FrequencyResponse",
    "Rig",
    "Target",
    "adjusted",
    "band",
    "check_rig",
    "harman_style",
    "resample_db",
    "target_from_response",
]

_MODULES = {
    "FrequencyResponse": "curve",
    "LOG96_HZ": "grid",
    "R40_HZ": "grid",
    "Rig": "rigs",
    "Target": "targets",
    "adjusted": "adjust",
    "band": "grid",
    "check_rig": "targets",
    "harman_style": "adjust",
    "resample_db": "grid",
    "target_from_response": "targets",
}


def __getattr__(name: str) -> Any:
    """Public name of a module that has not been loaded yet."""
    if name not in _MODULES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)

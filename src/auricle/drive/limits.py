"""How far a source goes into an impedance, and which of its limits ends it."""

import math
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["LIMITS", "Limits"]

LIMITS = ("voltage", "current", "power")
"""What can end the voltage at the terminals, in the order in which ties go; `power` is what was
reached into loads."""

_Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Limits:
    """What an output can give at full scale; a limit that is infinite does not bind."""

    open_circuit_v: float = math.inf  # RMS
    source_ohm: float = 0.0
    current_a: float = math.inf  # RMS
    at_loads: tuple[tuple[float, float], ...] = ()  # ohms, and RMS volts reached there; rising

    def __post_init__(self) -> None:
        if not (0.0 <= self.source_ohm < math.inf):
            raise ValueError(f"source_ohm must be finite and not below 0, got {self.source_ohm}")
        for name in ("open_circuit_v", "current_a"):
            if not getattr(self, name) > 0.0:
                raise ValueError(f"{name} must be above 0, got {getattr(self, name)}")
        loads = [load for load, _ in self.at_loads]
        if loads != sorted(set(loads)) or not all(
            0.0 < figure < math.inf for pair in self.at_loads for figure in pair
        ):
            msg = "at_loads must hold rising loads above 0 with voltages above 0"
            raise ValueError(f"{msg}, got {self.at_loads}")
        if math.inf == min(self.open_circuit_v, self.current_a) and not loads:
            raise ValueError(
                "a source needs at least one limit: voltage, current or a voltage at a load"
            )

    def terminal_voltage_v(self, impedance_ohm: ArrayLike) -> _Floats:
        """Largest voltage across an impedance.

        Parameters
        ----------
        impedance_ohm : array_like
            Complex, or a magnitude that is taken as a resistance. [Ω]

        Returns
        -------
        ndarray of float64
            The least of what the limits allow: E |Z/(Z + Zo)|, I |Z|, and the
            voltage between the loads for which one was published. [V RMS]

        Notes
        -----
        Between published loads the voltage is linear over lg |Z|. Below the lowest load the
        current of that load is taken for the limit: the source may do better there, never worse.
        Above the highest the voltage rises to that of the open circuit as the current falls; where
        that is not known the voltage of the highest load is taken, which is the least there is.

        Examples
        --------
        >>> Limits(open_circuit_v=4.0, current_a=0.1).terminal_voltage_v([16.0, 32.0, 300.0])
        array([1.6, 3.2, 4. ])
        """
        return np.asarray(np.min(self._allowed_v(impedance_ohm), axis=0))

    def binding(self, impedance_ohm: ArrayLike) -> str:
        """Which limit binds first over all of some impedances: one of `LIMITS`.

        Examples
        --------
        >>> Limits(open_circuit_v=4.0, current_a=0.1).binding([16.0, 300.0])
        'current'
        """
        emf_v = self._allowed_emf_v(impedance_ohm)
        return LIMITS[int(np.argmin(np.min(emf_v, axis=1)))]

    def emf_v(self, impedance_ohm: ArrayLike) -> _Floats:
        """Largest open-circuit voltage that no limit cuts, at each of some impedances.

        The voltage behind the output impedance with which `terminal_voltage_v` is reached;
        its least value over frequency is what a sine of any frequency may have.

        Examples
        --------
        >>> Limits(current_a=0.1, source_ohm=10.0).emf_v([30.0])
        array([4.])
        """
        return np.asarray(np.min(self._allowed_emf_v(impedance_ohm), axis=0))

    def analog_emf_v(self, impedance_ohm: ArrayLike) -> _Floats:
        """As `emf_v`, but for the open-circuit voltage: what current and power alone allow.

        Examples
        --------
        >>> Limits(open_circuit_v=2.0, current_a=0.1, source_ohm=10.0).analog_emf_v([30.0])
        array([4.])
        """
        return np.asarray(np.min(self._allowed_emf_v(impedance_ohm)[1:], axis=0))

    def _allowed_emf_v(self, impedance_ohm: ArrayLike) -> _Floats:
        z = np.atleast_1d(np.asarray(impedance_ohm))
        return np.asarray(self._allowed_v(z) * np.abs((z + self.source_ohm) / z))

    def _allowed_v(self, impedance_ohm: ArrayLike) -> _Floats:
        """Voltage at the terminals that each limit allows, shape (3, ...)."""
        z = np.atleast_1d(np.asarray(impedance_ohm))
        magnitude = np.abs(z)
        by_voltage = self.open_circuit_v * np.abs(z / (z + self.source_ohm))
        by_current = self.current_a * magnitude
        at_load = self._at_load_v(magnitude) if self.at_loads else np.full(z.shape, math.inf)
        return np.stack([by_voltage, by_current, at_load])

    def _at_load_v(self, magnitude_ohm: _Floats) -> _Floats:
        loads, volts = np.array(self.at_loads).T
        inside = np.interp(np.log(magnitude_ohm), np.log(loads), volts)
        reached = inside * np.minimum(1.0, magnitude_ohm / loads[0])
        if self.open_circuit_v == math.inf:
            return np.asarray(reached)
        lacking = max(0.0, self.open_circuit_v - float(volts[-1]))
        beyond = self.open_circuit_v - lacking * loads[-1] / magnitude_ohm
        return np.asarray(np.where(magnitude_ohm > loads[-1], beyond, reached))

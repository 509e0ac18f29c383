"""Q, bandwidth and edges of a resonance."""

import math

__all__ = ["half_gain_edges_hz", "octaves_of_q", "q_at_3_db", "q_of_octaves"]


def octaves_of_q(q: float) -> float:
    """Octaves between the half-gain edges of a resonance of quality Q.

    N = (2/ln 2) asinh(1/(2 Q)), [1]_.

    Raises
    ------
    ValueError
        If `q` is not above 0.

    References
    ----------
    .. [1] R. Bristow-Johnson, "Audio EQ Cookbook", ed. R. Toy, W3C Working Group Note, 2021.

    Examples
    --------
    >>> round(octaves_of_q(1.0), 4)
    1.3885
    """
    return 2.0 / math.log(2.0) * math.asinh(0.5 / _above_0("q", q))


def q_of_octaves(octaves: float) -> float:
    """Q of a resonance whose half-gain edges lie so many octaves apart; inverse of `octaves_of_q`.

    Raises
    ------
    ValueError
        If `octaves` is not above 0.

    Examples
    --------
    >>> round(q_of_octaves(1.0 / 3.0), 5)
    4.31847
    """
    # sqrt(2^N)/(2^N - 1), in the form that keeps its digits for narrow bands
    return 0.5 / math.sinh(0.5 * math.log(2.0) * _above_0("octaves", octaves))


def half_gain_edges_hz(center_hz: float, *, q: float) -> tuple[float, float]:
    """Frequencies at which a resonance has half of its gain in dB.

    Parameters
    ----------
    center_hz
        [Hz]
    q
        As the cookbook that `octaves_of_q` names defines it, above 0.

    Returns
    -------
    tuple of float
        f0 (sqrt(1 + 1/(4 Q²)) ∓ 1/(2 Q)), whatever the gain: they lie f0/Q apart. [Hz]

    Raises
    ------
    ValueError
        If `q` is not above 0.

    Examples
    --------
    >>> [round(edge, 2) for edge in half_gain_edges_hz(1000.0, q=5.0)]
    [904.99, 1104.99]
    """
    half = 0.5 / _above_0("q", q)
    middle = math.hypot(1.0, half)
    return center_hz * (middle - half), center_hz * (middle + half)


def q_at_3_db(q: float, *, gain_db: float) -> float:
    """Q of a bell as others define it: centre over the width 3 dB below the peak.

    Parameters
    ----------
    q
        By the half-gain edges, above 0.
    gain_db
        Above 3.01: a lower bell is nowhere 3 dB below its peak. [dB]

    Returns
    -------
    float
        Q sqrt(A⁴ - 2)/A with A = 10^(G/40), from the transfer function of the cookbook that
        `octaves_of_q` names: |H|² = A⁴/2 there.

    Raises
    ------
    ValueError
        If `q` is not above 0 or the bell is too low.

    Examples
    --------
    >>> round(q_at_3_db(5.0, gain_db=6.0), 3)
    4.982
    """
    amplitude = math.exp(math.log(10.0) / 40.0 * gain_db)
    if amplitude**4 <= 2.0:
        msg = f"gain_db must be above 3.01 for edges 3 dB below the peak, got {gain_db:g}"
        raise ValueError(msg)
    return _above_0("q", q) * math.sqrt(amplitude**4 - 2.0) / amplitude


def _above_0(name: str, value: float) -> float:
    if not value > 0.0:
        msg = f"{name} must be above 0, got {value}"
        raise ValueError(msg)
    return value

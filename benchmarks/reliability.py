"""Survival and Weibull life of service data, beside SciPy in the same run.

Run with: python benchmarks/reliability.py

The peers are `scipy.stats.ecdf` (Kaplan-Meier) and `scipy.stats.weibull_min.fit` (maximum
likelihood with censoring, a simplex search). Data are drawn from a Weibull life and censored.
"""

import statistics
import time
import warnings

import numpy as np
from scipy import stats

from auricle.reliability import ServiceData, fit_weibull, kaplan_meier

REPEATS = 7
SIZES = (100, 10_000)
SHAPE, SCALE_MONTHS = 1.7, 41.0


def service_data(n_units: int) -> ServiceData:
    """Ages at failure or at the end of a watch of up to five years."""
    random = np.random.default_rng(10)
    life = SCALE_MONTHS * random.weibull(SHAPE, n_units)
    watched = random.uniform(1.0, 60.0, n_units)
    return ServiceData(np.minimum(life, watched), life <= watched)


def median_ms(task) -> float:
    times = []
    for _ in range(REPEATS):
        begin = time.perf_counter()
        task()
        times.append(time.perf_counter() - begin)
    return 1000.0 * statistics.median(times)


def main() -> None:
    print(f"| task | units | Auricle, median of {REPEATS}, ms | SciPy, ms | SciPy over Auricle |")
    print("|---|---:|---:|---:|---:|")
    warnings.simplefilter("ignore")
    for n_units in SIZES:
        data = service_data(n_units)
        failed, working = (data.age_months[data.has_failed == state] for state in (True, False))
        censored = stats.CensoredData(uncensored=failed, right=working)
        for name, ours, theirs in (
            ("Kaplan-Meier with standard errors", lambda d=data: kaplan_meier(d), stats.ecdf),
            (
                "Weibull life",
                lambda d=data: fit_weibull(d),
                lambda c: stats.weibull_min.fit(c, floc=0),
            ),
        ):
            own_ms = median_ms(ours)
            peer_ms = median_ms(lambda c=censored, f=theirs: f(c))
            row = f"| {name} | {n_units} | {own_ms:.2f} | {peer_ms:.2f} | {peer_ms / own_ms:.1f} |"
            print(row)


if __name__ == "__main__":
    main()

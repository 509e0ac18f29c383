"""What reliability costs and what a warranty is worth."""

from auricle.reliability.failed import weibull_failed_share

__all__ = ["annual_cost", "annual_cost_range", "extra_warranty_year_value"]


def extra_warranty_year_value(
    repair_cost: float, *, years_before: float, shape: float, scale_years: float
) -> float:
    """Repair cost that one more warranty year saves on average, in the unit of the cost.

    The cost times the share of units whose first failure falls into that year,
    S(n) - S(n + 1). An exponential life has shape 1, and its scale is one over the yearly
    failure rate.

    Parameters
    ----------
    repair_cost
        In any currency.
    years_before
        Years that are covered already. [year]
    shape, scale_years
        Of the Weibull life; scale in years.

    Examples
    --------
    A second year at 5 % a year:

    >>> round(extra_warranty_year_value(100.0, years_before=1.0, shape=1.0, scale_years=20.0), 2)
    4.64
    """
    until, after = (
        weibull_failed_share(years, shape=shape, scale=scale_years)
        for years in (years_before, years_before + 1.0)
    )
    return repair_cost * (after - until)


def annual_cost(price: float, *, life_years: float) -> float:
    """Cost per year of a part that is replaced whenever it is worn, in the unit of the price.

    The mean cost of a renewal over the mean time between renewals [1]_.

    Raises
    ------
    ValueError
        If the life is not above 0.

    References
    ----------
    .. [1] S. M. Ross, Stochastic Processes, 2nd ed., Wiley, 1996, theorem 3.6.1.

    Examples
    --------
    >>> round(annual_cost(30.0, life_years=2.25), 2)
    13.33
    """
    if not life_years > 0.0:
        msg = f"a part needs a life above 0 years, got {life_years}"
        raise ValueError(msg)
    return price / life_years


def annual_cost_range(
    price: tuple[float, float], *, life_years: tuple[float, float]
) -> tuple[float, float]:
    """Lowest and highest cost per year from the ends of price and life.

    Parameters
    ----------
    price
        Lowest and highest, in any currency.
    life_years
        Shortest and longest, above 0. [year]

    Raises
    ------
    ValueError
        If a life is not above 0.

    Examples
    --------
    >>> annual_cost_range((20.0, 30.0), life_years=(2.0, 2.5))
    (8.0, 15.0)
    """
    return (
        annual_cost(price[0], life_years=life_years[1]),
        annual_cost(price[1], life_years=life_years[0]),
    )

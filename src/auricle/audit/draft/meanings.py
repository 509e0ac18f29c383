"""Which quantity of the glossary a figure in the prose is, by the words right beside it.

Words are English; a review in another language gives no figures.
"""

from collections.abc import Mapping

from auricle.audit.draft.meaning import Meaning, words
from auricle.audit.draft.meanings_en import LINK_EN, MEANINGS_EN
from auricle.audit.quantities import Quantity

__all__ = [
    "BARE_ISOLATION",
    "BARE_SENSITIVITY",
    "is_bare_isolation",
    "is_bare_sensitivity",
    "meaning_of",
]

_NEAR = 45  # characters on either side that say what a figure is not

# Words by which a figure is a measuring stick and none of the product.
_YARDSTICK_BEFORE = words(
    r"\b(?:thresholds?|criteri\w+|problematic|transparen\w+|excellent|limits?|standards?|audib\w+"
    r"|industry|average|typical(?:ly)?|ideal(?:ly)?|benchmarks?|requir\w+|target of|reference level"
    r"|acceptable|exceed(?:s|ing)?|(?<!less )(?<!lower )(?<!more )(?<!greater )than|below the"
    r"|above the|beyond|instead of|rather than|human"
    r"|would|should|could|might)\b[^,;)]{0,28}$"
)
_YARDSTICK_AFTER = words(
    r"^[^,;.)]{0,24}\b(?:thresholds?|criteri\w+|standards?|benchmarks?|(?:transparen\w+|excellent"
    r"|problematic|reference|audib\w+|ideal) ?(?:level|range|band|spectrum)?|limits?|average"
    r"|typical|or better)\b"
)


_BY_KIND: Mapping[str, tuple[Meaning, ...]] = {
    kind: tuple(one for one in MEANINGS_EN if kind in one.kinds)
    for kind in {kind for one in MEANINGS_EN for kind in one.kinds}
}
BARE_SENSITIVITY = "dB per milliwatt or per volt? A dossier refuses the one without the other"
_SENSITIVITY_BEFORE = words(rf"\b(?:sensitivity|efficiency|sound pressure(?: level)?){LINK_EN}$")
_SENSITIVITY_AFTER = words(
    r"^\s?(?:\([^)]{0,20}\)\s?)?(?:SPL )?(?:sound[- ]pressure[- ])?(?:level )?(?:sensitivity"
    r"|efficiency)\b"
)


def is_bare_sensitivity(quantity: Quantity, before: str, after: str) -> bool:
    """Whether a level is a sensitivity whose reference nobody states.

    Examples
    --------
    >>> from auricle.audit.quantities import find_quantities
    >>> [one] = find_quantities("a 98 dB sensitivity")
    >>> is_bare_sensitivity(one, "a ", " sensitivity")
    True
    """
    if quantity.kind not in {"level_db", "level_dbspl"} or quantity.signed:
        return False
    if not all(70 <= value <= 140 for value in (quantity.low, quantity.high) if value is not None):
        return False
    return bool(_SENSITIVITY_BEFORE.search(before) or _SENSITIVITY_AFTER.match(after))


BARE_ISOLATION = "the mean over the band, or the best at one frequency?"
_ISOLATION_BEFORE = words(
    rf"\b(?:isolation|attenuation|noise (?:reduction|cancell?(?:ing|ation))"
    rf"|\bANC\b(?: \w+)?){LINK_EN}$"
)
_ISOLATION_AFTER = words(
    r"^\s?(?:of )?(?:(?:active|passive|hybrid|adaptive|deep|sound) )*(?:noise[- ]"
    r"(?:reduction|cancell?(?:ing|ation)|isolation|attenuation)|isolation|attenuation|ANC\b)"
)


def is_bare_isolation(quantity: Quantity, before: str, after: str) -> bool:
    """Whether a level is an attenuation of noise of which nobody says where in the band.

    Examples
    --------
    >>> from auricle.audit.quantities import find_quantities
    >>> [one] = find_quantities("up to 45 dB of noise cancelling")
    >>> is_bare_isolation(one, "", " of noise cancelling")
    True
    """
    if quantity.kind != "level_db" or quantity.conditions or _is_yardstick(before, after):
        return False
    return bool(_ISOLATION_BEFORE.search(before) or _ISOLATION_AFTER.match(after))


def meaning_of(quantity: Quantity, before: str, after: str) -> Meaning | None:
    """What a figure is, by the words before and after it; None where no words say so.

    Examples
    --------
    >>> from auricle.audit.quantities import find_quantities
    >>> [one] = find_quantities("a 50 mm dynamic driver")
    >>> meaning_of(one, "a ", " dynamic driver").quantity
    'driver-diameter'
    """
    for one in _BY_KIND.get(quantity.kind, ()):
        if not (one.before.search(before) or one.after.match(after)):
            continue
        if _is_another(one, before[-_NEAR:], after[:_NEAR]):
            continue
        if one.yardsticks and _is_yardstick(before, after):
            continue
        if _has_fitting_unit(one, quantity):
            return one
    return None


def _is_another(meaning: Meaning, before: str, after: str) -> bool:
    """Whether the words around say that the figure is something else."""
    return bool(
        meaning.unless.search(before)
        or meaning.unless.search(after)
        or meaning.unless_before.search(before)
        or meaning.unless_after.search(after)
    )


def _is_yardstick(before: str, after: str) -> bool:
    return bool(_YARDSTICK_BEFORE.search(before) or _YARDSTICK_AFTER.match(after))


def _has_fitting_unit(meaning: Meaning, quantity: Quantity) -> bool:
    if meaning.units and quantity.unit not in meaning.units:
        return False
    factor = meaning.factor / (12.0 if quantity.unit == "months" else 1.0)
    ends = [value * factor for value in (quantity.low, quantity.high) if value is not None]
    if meaning.quantity == "stated-bandwidth":
        is_band = quantity.bound == "range" and len(ends) == 2
        lowest = 300.0 * (1000.0 if quantity.unit_shared else 1.0)  # of "5-40 kHz" 5 Hz is meant
        return is_band and ends[0] <= lowest and ends[1] >= 5000
    return bool(ends) and all(meaning.low <= value <= meaning.high for value in ends)

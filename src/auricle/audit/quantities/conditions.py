"""What a quantity holds at: "0.25% (1 kHz/100 dB SPL)", "98 dB at 1 kHz and 1 mW"."""

import re
from dataclasses import replace

from auricle.audit.quantities.quantity import Kind, Quantity

__all__ = ["with_conditions"]

_LEVELS: frozenset[Kind] = frozenset({"level_db", "level_dbspl", "level_dba", "level_electrical"})
_SENSITIVITY: frozenset[Kind] = frozenset({"frequency", "length"})
# What each kind can hold at. All else that stands behind a quantity is another statement.
_ALLOWED: dict[Kind, frozenset[Kind]] = {
    "percent": _LEVELS | {"frequency", "sample_rate", "voltage", "power", "impedance"},
    "level_db": frozenset(
        {"frequency", "voltage", "power", "length", "level_dbspl", "level_electrical"}
    ),
    "level_dbspl": frozenset({"frequency", "voltage", "power", "length"}),
    "level_dba": frozenset({"frequency", "voltage", "power", "length"}),
    "sensitivity_db_per_v": _SENSITIVITY,
    "sensitivity_db_per_mw": _SENSITIVITY,
    "sensitivity_speaker": _SENSITIVITY,
    "microphone_sensitivity": _SENSITIVITY,
    "voltage": frozenset({"impedance", "percent", "frequency"}),
    "voltage_peak": frozenset({"impedance", "percent", "frequency"}),
    "power": frozenset({"impedance", "percent", "frequency"}),
    "current": frozenset({"impedance", "voltage"}),
    "impedance": frozenset({"frequency"}),
    "frequency": frozenset({"level_db"}),
    "duration": _LEVELS | {"percent", "length"},
}
_DRIVES: frozenset[Kind] = frozenset({"level_dbspl", "voltage", "power"})
_NOUNS = (
    "sensitivity|SPL|impedance|THD\\+N|THD|distortion|output|efficiency|attenuation|power|RMS|rms"
    "|per channel|each|max|continuous|typical|measured|nominal|level"
)
_FIRST = re.compile(
    rf"(?: ?[x×] ?[0-9]{{1,2}}(?: ?ch)?)?(?: (?:of )?(?:{_NOUNS})){{0,3}}"
    r"(?P<link> ?\(?@ ?| ?\(?at | ?\(?into | with (?=[0-9±+−-])| within | for (?=[0-9])| ?\(|/| |)"
    r"(?:a |an )?"
)
_NEXT = re.compile(r" ?(?P<link>/|@|,|and|at|into|&|;|\(| ) ?(?:at |@ ?|a )?")
# "(1 mW)", "(1 kHz, 1 mW)", but not "(150 mW max)".
_BRACKET_GOES_ON = re.compile(r"[),/@]| [@/]| at | and | into | input")
_LONGEST_GAP = 48
# What a reference of exactly this size makes of a bare level.
_REFERENCES: dict[tuple[Kind, float], tuple[Kind, str]] = {
    ("power", 1.0): ("sensitivity_db_per_mw", "dB/mW"),
    ("voltage", 1.0): ("sensitivity_db_per_v", "dB/V"),
    ("power", 1000.0): ("sensitivity_speaker", "dB/W"),
    ("voltage", 2.83): ("sensitivity_speaker", "dB/2.83 V"),
}
_USUAL_FREQUENCY = ("frequency", 1000.0)
# Ratios in dB that are measured at 1 V or 1 mW, too, and are no sensitivity.
_RATIO = re.compile(
    r"SNR|S/N|[Ss]ignal|[Nn]oise|[Dd]ynamic|SINAD|THD|IMD|[Dd]istortion|[Cc]rosstalk|[Ss]eparat"
    r"|[Ii]solation|[Aa]ttenuat|CMRR|PSRR|[Gg]ain"
)
_REACH = 48  # characters before a level in which the name of such a ratio is looked for


def with_conditions(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Quantities with those that are their conditions put into them.

    `text` is the masked one. A level without reference whose condition is 1 mW or 1 V becomes a
    sensitivity, except where it is called a ratio of signal and noise or the like.
    """
    result: list[Quantity] = []
    i = 0
    while i < len(quantities):
        main = quantities[i]
        allowed = _ALLOWED.get(main.kind)
        i += 1
        if allowed is None or i >= len(quantities):
            result.append(main)
            continue
        bound = _bound(text, quantities, i, allowed)
        if bound:
            i += len(bound)
            main = _referred(text, replace(main, conditions=tuple(bound)))
        result.append(main)
    return result


def _bound(
    text: str, quantities: list[Quantity], i: int, allowed: frozenset[Kind]
) -> list[Quantity]:
    """The conditions of quantity `i - 1`, which are quantities `i` and the following."""
    main = quantities[i - 1]
    link = _link(_FIRST, text, main.end, quantities[i].start)
    if link is None or not _may_follow(text, main, quantities[i], link, allowed):
        return []
    bracketed = "(" in link
    bound = [quantities[i]]
    while i + len(bound) < len(quantities) and len(bound) < 4:
        candidate = quantities[i + len(bound)]
        link = _link(_NEXT, text, bound[-1].end, candidate.start)
        if link is None or not (candidate.kind in allowed or _is_load(link, candidate)):
            break
        if link == "(" and not _stands_alone(text, bound, candidate):
            break
        if not _may_continue(link, main, bound[-1], candidate, bracketed=bracketed):
            break
        bound.append(candidate)
    return bound


def _link(pattern: re.Pattern[str], text: str, end: int, start: int) -> str | None:
    if start - end > _LONGEST_GAP:
        return None
    found = pattern.fullmatch(text, end, start)
    return found["link"].strip() if found else None


def _is_load(link: str, candidate: Quantity) -> bool:
    return link == "into" and candidate.kind == "impedance"


def _stands_alone(text: str, bound: list[Quantity], candidate: Quantity) -> bool:
    """Whether brackets behind a condition hold one more of them, "at 1 kHz (1 mW)"."""
    if any(one.kind == candidate.kind for one in bound):
        return False
    return text[candidate.end : candidate.end + 1] == ")"


def _may_follow(
    text: str, main: Quantity, candidate: Quantity, link: str, allowed: frozenset[Kind]
) -> bool:
    if candidate.kind not in allowed:
        return _is_load(link, candidate)
    if main.kind == "frequency":
        return candidate.signed and link in {"", "(", "at", "(at", "with", "within"}
    if link == "/":
        return candidate.kind == "impedance" or main.kind in _LEVELS or main.kind == "percent"
    if link == "(" and candidate.kind in {"power", "voltage"}:
        return _BRACKET_GOES_ON.match(text, candidate.end) is not None
    if candidate.kind == "level_db" and candidate.signed:
        return False  # a deviation, or the same ratio once more: "0.0003% (-110 dB)"
    return link != ""


def _may_continue(
    link: str, main: Quantity, last: Quantity, candidate: Quantity, *, bracketed: bool
) -> bool:
    if main.kind == "frequency":
        return False
    if link == "":  # "at 1 kHz 94 dB SPL"
        return last.kind == "frequency" and candidate.kind in _DRIVES and not candidate.signed
    if link in {",", ";"} and not bracketed:
        named = (candidate.kind, candidate.low)
        return main.kind in _LEVELS and (named in _REFERENCES or named == _USUAL_FREQUENCY)
    return True


def _referred(text: str, main: Quantity) -> Quantity:
    """The level as the sensitivity that its condition makes it."""
    if main.kind not in {"level_db", "level_dbspl"} or main.signed:
        return main
    for condition in main.conditions:
        if condition.bound != "exact" or condition.low is None:
            continue
        referred = _REFERENCES.get((condition.kind, round(condition.low, 6)))
        if referred and not _is_ratio(text, main.start):
            return replace(main, kind=referred[0], unit=referred[1])
    return main


def _is_ratio(text: str, start: int) -> bool:
    """Whether the statement in which a level stands calls it a ratio."""
    begin = max(0, start - _REACH)
    stops = (text.rfind(stop, begin, start) for stop in (";", ". ", "\n"))
    return _RATIO.search(text, max(begin, *stops), start) is not None

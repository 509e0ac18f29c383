"""Dates as lists of references write them, and those of access among them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from auricle.audit.reading.text import Span

__all__ = ["PartialDate", "find_access", "find_dates", "is_called_access"]

# Names of the months in their order, one row a language, then short forms.
_NAMES = (
    "january february march april may june july august september october november december",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "janv févr mär avr mai juin juil aout sept okt nov dez",
    "jänner fevrier mrz abr mai jun jul agosto setiembre outubro nov déc",
)
_MONTH_OF = {name: number for row in _NAMES for number, name in enumerate(row.split(), start=1)}
_MONTHS = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|º|\.)?"
_DATE = re.compile(
    r"(?<![\d.])(?P<y1>20\d\d)(?P<sep>[-/.‑–])(?P<m1>\d{1,2})(?:(?P=sep)(?P<d1>\d{1,2}))?(?![\d-])"
    r"|(?P<y2>20\d\d)[ \t]?年[ \t]?(?P<m2>\d{1,2})[ \t]?月(?:[ \t]?(?P<d2>\d{1,2})[ \t]?日)?"
    rf"|\b(?P<m3>{_MONTHS})\b\.?,?[ \t]+(?:(?P<d3>{_DAY})(?:,[ \t]*|[ \t]+))?(?P<y3>20\d\d)\b"
    rf"|\b(?P<d4>{_DAY})[ \t-]+(?:(?:of|de)[ \t]+)?(?P<m4>{_MONTHS})\b\.?,?[ \t-]+"
    r"(?:de[ \t]+)?(?P<y4>20\d\d)\b"
    r"|(?<![\d./-])(?P<a>\d{1,2})(?P<by>[./-])(?P<b>\d{1,2})(?P=by)(?P<y5>20\d\d)(?![\d/-]|\.\d)",
    re.IGNORECASE,
)
# A year of two digits, which stands last; only beside a word of access: else it may be a version.
_SHORT_YEAR = re.compile(
    r"(?<![\w./-])(?P<a>\d{1,2})(?P<by>[./-])(?P<b>\d{1,2})(?P=by)(?P<y>\d\d)(?![\w/-]|\.\d)"
)
_YEAR = re.compile(r"(?<![\w./-])20\d\d(?![\w/-]|\.\d)")

# Words beside a date that say when somebody looked, one row a language.
_WORDS = (
    r"\b(?:last[ \t]+)?(?:accessed|access(?:[ \t]date)?|retrieved|viewed|visit(?:ed)?|checked"
    r"|consulted|downloaded|captured|fetched|browsed|looked[ \t]up)\b"
    r"|参照|閲覧|アクセス|取得|確認|最終確認"
    r"|\b(?:abgerufen|aufgerufen|zugriff|eingesehen)\b"
    r"|\b(?:consultée?s?|visitée?s?|accès)\b"
    r"|\b(?:consultado|consulta|recuperado|visitado|acceso)\b"
    r"|\b(?:consultato|visitato|accesso)\b"
    r"|\b(?:geraadpleegd|bekeken|bezocht)\b"
    r"|\b(?:acessado|acesso)\b"
)
_WORD = re.compile(_WORDS, re.IGNORECASE)
# Words that may say when something was so instead; they count where there are no others.
_LOOSE_WORD = re.compile(
    r"\b(?:seen|read|verified|confirmed|observed|conducted|queried|surveyed|inspected|collected"
    r"|referenced|as[ \t]of)\b",
    re.IGNORECASE,
)
# What may stand between such a word and its date.
_AFTER = re.compile(
    r"[ \t]*(?:date|day)?[ \t]*[:：,(=-]?[ \t]*(?:on|in|at|am|vom|le|en|el|il|op|em)?[ \t]*",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"[ \t]*[,(（:：に]?[ \t]*$")
_NEAR = 30  # characters between a word and its date where neither adjoins the other


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, or a month (`day` is 0), or a year (`month` is 0, too) where no more is known."""

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        """Return it as ISO 8601 writes it."""
        month = f"-{self.month:02}" if self.month else ""
        return f"{self.year}{month}" + (f"-{self.day:02}" if self.day else "")

    def calendar_day(self) -> date | None:
        """Give the day of the calendar; None where only a month is known or there is no such day.

        Examples
        --------
        >>> PartialDate(2025, 2, 28).calendar_day(), PartialDate(2025, 2, 30).calendar_day()
        (datetime.date(2025, 2, 28), None)
        """
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


_Date: TypeAlias = tuple[PartialDate, Span]


def find_dates(text: str) -> Iterator[tuple[PartialDate, Span]]:
    """Days and months in their order; of ``08/09/2025``, which is two days, only the year.

    Examples
    --------
    >>> [str(day) for day, _ in find_dates("2025-08-20, Sept. 2024, 3 May 2023, 08/09/2025")]
    ['2025-08-20', '2024-09', '2023-05-03', '2025']
    """
    for match in _DATE.finditer(text):
        day = _date(match)
        if day is not None:
            yield day, Span(*match.span())


def _date(match: re.Match[str]) -> PartialDate | None:
    if match["y5"]:
        return _in_numbers(int(match["a"]), int(match["b"]), int(match["y5"]))
    number = next(n for n in "1234" if match[f"y{n}"])
    day = int(re.sub(r"\D", "", match[f"d{number}"] or "") or 0)
    name = match[f"m{number}"]
    month = int(name) if name.isdigit() else _MONTH_OF[name.lower()]
    is_date = 1 <= month <= 12 and day <= 31
    return PartialDate(int(match[f"y{number}"]), month, day) if is_date else None


def _in_numbers(first: int, second: int, year: int) -> PartialDate | None:
    """A date whose year stands last: day and month where only one order of them is possible."""
    readings = {
        (month, day)
        for day, month in ((first, second), (second, first))
        if 1 <= month <= 12 and 1 <= day <= 31
    }
    if len(readings) == 1:
        [(month, day)] = readings
        return PartialDate(year, month, day)
    return PartialDate(year, 0, 0) if readings else None


def find_access(text: str, dates: Sequence[_Date] | None = None) -> _Date | None:
    """The latest date beside a word of access; addresses must be blank.

    `dates` are those of the text, where they are found already.

    The date adjoins the word, after or before it, else it is the nearest one.

    Examples
    --------
    >>> str(find_access("updated 2024-10-06 - accessed 2026-03-28")[0])
    '2026-03-28'
    >>> find_access("May 2022") is None
    True
    """
    dates = list(find_dates(text)) if dates is None else dates
    found = _beside(text, dates, _WORD)
    return found if found is not None else _beside(text, dates, _LOOSE_WORD)


def is_called_access(text: str) -> bool:
    """Whether a text has words that say when somebody looked, and nothing else.

    Examples
    --------
    >>> is_called_access("accessed 2025-08-20"), is_called_access("as of 2026")
    (True, False)
    """
    return _WORD.search(text) is not None


def _beside(text: str, dates: Sequence[_Date], pattern: re.Pattern[str]) -> _Date | None:
    words = [Span(*match.span()) for match in pattern.finditer(text)]
    if not words:
        return None
    years = [(PartialDate(int(one[0]), 0, 0), Span(*one.span())) for one in _YEAR.finditer(text)]
    near = list(_near(words, dates))
    loose = (*_near(words, years), *_near(words, list(_short_dates(text))))
    beside = [date for word, date in (*near, *loose) if _adjoins(text, word, date[1])]
    if beside:
        return max(beside)
    distances = [(_distance(word, date[1]), date) for word, date in near]
    return min(distances)[1] if distances else None


def _short_dates(text: str) -> Iterator[_Date]:
    for match in _SHORT_YEAR.finditer(text):
        day = _in_numbers(int(match["a"]), int(match["b"]), 2000 + int(match["y"]))
        if day is not None:
            yield day, Span(*match.span())


def _near(words: Sequence[Span], dates: Sequence[_Date]) -> Iterator[tuple[Span, _Date]]:
    """Pairs of a word and a date near it; both are in the order of the text."""
    for word in words:
        first = bisect_left(dates, word.start - _NEAR, key=lambda date: date[1].end)
        last = bisect_right(dates, word.end + _NEAR, key=lambda date: date[1].start)
        for one in dates[first:last]:
            yield word, one


def _adjoins(text: str, word: Span, date: Span) -> bool:
    if word.end <= date.start:
        return bool(_AFTER.fullmatch(text, word.end, date.start))
    return bool(_BEFORE.fullmatch(text, date.end, word.start))


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)

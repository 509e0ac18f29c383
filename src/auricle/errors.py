"""What Auricle refuses, each with a stable code.

The docstring of a class is its page in docs/reference/errors: when it is raised, how to mend
it (Notes), and an example whose message is printed there.
"""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = [
    "AlignmentError",
    "AuricleError",
    "BaselineError",
    "DossierError",
    "DraftError",
    "Fault",
    "ListeningError",
    "MeasurementFormatError",
    "NotACurveError",
    "NotTogetherError",
    "PresetError",
    "RigMismatchError",
    "RubricError",
    "ServiceDataError",
    "TargetError",
    "UnknownProductError",
    "UnknownRigError",
    "UnknownRubricError",
    "UnknownRuleError",
    "UnknownSourceError",
    "UnknownTargetError",
    "UnreadableFileError",
]


class AuricleError(Exception):
    """Base of every error that a caller may want to catch.

    Raised itself where no more special error fits, for example for a catalog in which
    nothing is dated.

    Notes
    -----
    The message says what to state; here the day, with `--as-of`.

    Examples
    --------
    >>> from auricle.catalog import Catalog
    >>> from auricle.rating import default_day
    >>> default_day(Catalog(), [])
    Traceback (most recent call last):
    auricle.errors.AuricleError: nothing in the catalog has a date: say which day is meant (--as-of)
    """

    code = "error"  # stable across releases, unlike the message


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong in a file: where it stands, what was found, what was expected."""

    file: str
    line: int
    column: int
    found: str
    expected: str
    hint: str = ""

    def __str__(self) -> str:
        """Return the fault on one line, as compilers print theirs."""
        hint = f" ({self.hint})" if self.hint else ""
        place = f"{self.file}:{self.line}:{self.column}"
        return f"{place}: found {self.found}, expected {self.expected}{hint}"


class _FaultyFileError(AuricleError):
    """A file was refused; `faults` lists everything that is wrong with it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class BaselineError(_FaultyFileError):
    """A baseline of the audit does not have the form it must have.

    Raised by `auricle audit --baseline FILE`. No finding is left out on the word of a file that
    cannot be read whole.

    Notes
    -----
    Write it anew with `auricle audit --write-baseline FILE`, or take back the change that broke
    it: two branches that were merged by hand, as a rule.

    Examples
    --------
    >>> from auricle.audit.baseline import parse_baseline
    >>> parse_baseline('{"auricle-baseline": 9, "findings": []}', file="baseline.json")
    Traceback (most recent call last):
    auricle.errors.BaselineError: baseline.json:1:1: found version 9, expected
    "auricle-baseline": 1
    """

    code = "baseline"


class DossierError(_FaultyFileError):
    r"""A dossier, or the brand record or curve it names, does not have the form it must have.

    Raised for tables of exchange rates, accessories and statutory rights, too. All faults of
    all files come at once; `faults` has each with file, line, column, what was found and what
    was expected.

    Notes
    -----
    Mend each fault at its place and run the command again. Where a word is near a known one,
    the fault asks whether that was meant. The form is described in `docs/DOSSIERS.md`, what may
    be stated in `docs/GLOSSARY.md`. Other products are not read either until the file
    is mended: take it out of the folder to go on without it.

    Examples
    --------
    >>> from auricle.dossier import parse_brand
    >>> text = "schema = 1\n[brand]\nname = 'Acme'\nowner = 'Big Holding'\n"
    >>> parse_brand(text, file="acme.toml", slug="acme")
    Traceback (most recent call last):
    auricle.errors.DossierError: acme.toml:4:1: found 'owner' without a source, expected
    'ownership_source' with a key of [sources]
    """

    code = "dossier"


class DraftError(AuricleError):
    r"""A review does not say what every dossier needs, so that no draft is made of it.

    Raised by `auricle draft` where a review is about no headphone, or where nothing in it tells
    form, back or name of the product. Nothing is written.

    Notes
    -----
    Name what is missing on the command line: ``--form over-ear --back closed``.

    Examples
    --------
    >>> from auricle.audit.draft import draft_review
    >>> from auricle.audit.reading import read_review
    >>> draft_review(read_review("one.md", "# Acme One\n\nAn over-ear headphone.\n"))
    Traceback (most recent call last):
    auricle.errors.DraftError: one.md: found no word of the back, expected open, semi-open or
    closed; name it with --back
    """

    code = "draft"

    def __init__(self, file: str, missing: Sequence[str]) -> None:
        super().__init__("\n".join(f"{file}: {one}" for one in missing))


class RubricError(_FaultyFileError):
    """A rubric file does not have the form it must have.

    `faults` has everything that is wrong, each with file, line, column, what was found and
    what was expected.

    Notes
    -----
    Copy a built-in rubric, `src/auricle/data/rubrics/auricle-1.toml`, under a new id and change
    it step by step; `docs/RUBRIC.md` says what its figures do.

    Examples
    --------
    >>> from auricle.rating import parse_rubric
    >>> from importlib.resources import files
    >>> text = (files("auricle") / "data" / "rubrics" / "auricle-1.toml").read_text("utf-8")
    >>> parse_rubric(text.replace("weight = 5.0", "weight = -5.0"), file="my-rubric.toml")
    Traceback (most recent call last):
    auricle.errors.RubricError: my-rubric.toml:40:10: found -5.0, expected a number above 0.0
    """

    code = "rubric"


class ServiceDataError(_FaultyFileError):
    r"""A table of service data does not have the form it must have.

    `faults` has every line that is no age in months and 0 or 1. Inside a dossier each becomes
    a fault of the dossier.

    Notes
    -----
    The first line that is no remark is `months,failed`; each further one is a unit with its age
    when it failed (1) or was last seen working (0), with a decimal point. `docs/DOSSIERS.md`
    describes it.

    Examples
    --------
    >>> from auricle.reliability import parse_service_data
    >>> parse_service_data("months,failed\n6,yes\n", source="repairs.csv")
    Traceback (most recent call last):
    auricle.errors.ServiceDataError: repairs.csv:2:1: found '6,yes', expected 'failed' as 0 or 1
    """

    code = "service-data"


class ListeningError(_FaultyFileError):
    r"""A spell of listening, or a table of them, does not have the form it must have.

    `faults` has every spell that is no level with hours, with its place in the file or among
    the arguments, and the line or argument at which there come to be more hours than a day or
    a week has.

    Notes
    -----
    A spell is written `LEVEL:HOURS`, or `LEVEL:HOURS@DAYS` where it is one of each of these
    days: `85:10`, `94:1.5@sat`, `85:2@mon,Wednesday`, `75:1@mon-fri`, `75:1@weekdays`. A file
    has the header `level_dba,hours` or `level_dba,hours,day`, then one spell a line, with commas
    between the columns and a decimal point. Levels are A-weighted, from 0 to 140 dBA.

    Examples
    --------
    >>> from auricle.hearing import parse_spells
    >>> parse_spells("level_dba,hours\n85,10\n94,1h30\n", source="week.csv")
    Traceback (most recent call last):
    auricle.errors.ListeningError: week.csv:3:4: found '1h30', expected hours with a decimal point
    """

    code = "listening"


class MeasurementFormatError(AuricleError):
    r"""A measurement file does not have the form its format promises.

    Raised for a file of measured levels that cannot be read in one way only: numbers with two
    decimal signs, two tables in one file, rows without a level, levels beyond 200 dB. Inside a
    dossier it becomes a fault of the dossier.

    Notes
    -----
    The message names the line. Auricle's own table begins with `frequency_hz,level_db` and has
    one frequency and one level a line, with a decimal point; there nothing is repaired: sort
    the lines, drop what is there twice, and turn a decimal comma into a point. What is repaired
    in a file of another program is named in the result.

    Examples
    --------
    >>> from auricle.response.formats import parse_curve
    >>> parse_curve("frequency_hz,level_db\n20,0.0\n10,0.0\n", source="curve.csv")
    Traceback (most recent call last):
    auricle.errors.MeasurementFormatError: curve.csv:3:1: found 10 Hz after 20 Hz,
    expected rising frequencies above 0
    """

    code = "measurement-format"

    def __init__(self, source: str, line: int, found: str, expected: str) -> None:
        self.fault = Fault(source, line, 1, found, expected)
        super().__init__(str(self.fault))


class NotACurveError(AuricleError):
    """A file that was given as a measurement holds something else.

    Presets of equalisers, images, archives, calibrations of microphones, lists of products,
    impedances, distortion and the like are recognised by what is in them and named.

    Notes
    -----
    Export the frequency response as text: a table with a column of frequencies in Hz and a
    column of levels in dB.

    Examples
    --------
    >>> from auricle.response.formats import read_measurement
    >>> read_measurement(b"Preamp: -5.0 dB", source="my phone.txt")
    Traceback (most recent call last):
    auricle.errors.NotACurveError: my phone.txt: this is a preset of an equaliser, expected a
    frequency response: a table of frequencies and levels
    """

    code = "not-a-curve"

    def __init__(self, source: str, kind: str) -> None:
        self.kind = kind
        super().__init__(
            f"{source}: this is {kind}, expected a frequency response: "
            "a table of frequencies and levels"
        )


class NotTogetherError(AuricleError):
    """Curves that were to be averaged or compared do not go together.

    Raised where they were measured on different rigs, or at frequencies that they have not in
    common.

    Notes
    -----
    Name the files of one rig only, or state the rig of all with `--rig`; leave out what was
    measured elsewhere on the frequency axis.

    Examples
    --------
    >>> from auricle.response import FrequencyResponse
    >>> from auricle.response.compare import ComparedCurve, compare
    >>> low = ComparedCurve(FrequencyResponse([20.0, 90.0], [0.0, 0.0]), "open")
    >>> high = ComparedCurve(FrequencyResponse([100.0, 9000.0], [0.0, 0.0]), "open")
    >>> compare(low, high, rigs="one-rig")
    Traceback (most recent call last):
    auricle.errors.NotTogetherError: the curves have no frequencies in common between 20 Hz and
    20 kHz: 20 to 90 Hz and 100 to 9000 Hz
    """

    code = "not-together"


class PresetError(AuricleError):
    r"""An equaliser preset holds what cannot be read exactly, or nothing at all.

    Raised for every line that is no preamp, peak, shelf or graphic equaliser, such as passes,
    notches, channels and files to include: what a preset does is told in full or not at all.

    Notes
    -----
    Take the line out if it does not matter, or write it as in `Preamp: -6.4 dB`,
    `Filter 1: ON PK Fc 25 Hz Gain 6.3 dB Q 0.68` or `GraphicEQ: 20 -5.5; 21 -5.4`, with a
    decimal point and without a sign between thousands.

    Examples
    --------
    >>> from auricle.equalizer.formats import parse_preset
    >>> parse_preset("Preamp: -6 dB\nFilter 1: ON HP Fc 20 Hz\n", source="eq.txt")
    Traceback (most recent call last):
    auricle.errors.PresetError: eq.txt:2:1: found a filter of the type 'HP', expected PK, PEQ, LS,
    LSC, LSQ, HS, HSC or HSQ
    """

    code = "preset"

    def __init__(self, source: str, line: int, found: str, expected: str) -> None:
        self.fault = Fault(source, line, 1, found, expected)
        super().__init__(str(self.fault))


class RigMismatchError(AuricleError):
    """A response was to be compared with a target of a rig that it was not measured on.

    Raised, too, where the rig of the response is not known.

    Notes
    -----
    A target belongs to the ear simulator it was made on: what another one measures differs by
    several dB above 3 kHz. State the rig with `--rig`, take a target of that rig, or go on
    with `--allow-rig-mismatch`; then the mismatch is marked wherever the result shows.

    Examples
    --------
    >>> from auricle.response import check_rig
    >>> from auricle.response.formats import find_rig, find_target
    >>> check_rig(find_target("diffuse-field-5128"), find_rig("EARS"), allow_mismatch=False)
    Traceback (most recent call last):
    auricle.errors.RigMismatchError: the response was measured on miniDSP EARS, and the target
    Diffuse field, B&K 5128 is one of B&K 5128: take a target of that rig, if there is one, or go
    on with `--allow-rig-mismatch`
    """

    code = "rig-mismatch"

    def __init__(self, found: str, wanted: str, way_out: str) -> None:
        super().__init__(f"{found}, and {wanted}: {way_out}")


class TargetError(AuricleError):
    """A curve cannot be taken as a target.

    Notes
    -----
    A target has a point at every third of an octave at least and reaches over 1 kHz, where its
    level is set to 0 dB. Nothing is filled in between points further apart.

    Examples
    --------
    >>> from auricle.response import FrequencyResponse, target_from_response
    >>> target_from_response(FrequencyResponse([20.0, 20_000.0], [0.0, -10.0]), name="Tilt")
    Traceback (most recent call last):
    auricle.errors.TargetError: target 'Tilt': found neighbouring points 9.97 octaves apart,
    expected points a third of an octave apart or closer
    """

    code = "target"

    def __init__(self, name: str, found: str, expected: str) -> None:
        super().__init__(f"target {name!r}: found {found}, expected {expected}")


class AlignmentError(AuricleError):
    """A curve was not measured where its level would be aligned.

    Raised where curves are to be compared and one of them, or what they have in common, does
    not reach over the frequencies that the kind of alignment looks at.

    Notes
    -----
    Take an alignment that needs less: the level at 1 kHz or at 500 Hz needs that frequency
    only, the mean 300 Hz to 3 kHz, the loudness 44.7 Hz to 11.2 kHz.

    Examples
    --------
    >>> import numpy as np
    >>> from auricle.response.alignment import alignment_db
    >>> alignment_db(np.zeros(3), np.array([20.0, 200.0, 2000.0]))
    Traceback (most recent call last):
    auricle.errors.AlignmentError: levels reach from 20 to 2000 Hz, but to align them by
    mean-300-3000 takes 300 to 3000 Hz
    """

    code = "alignment"

    def __init__(
        self, by: str, measured_hz: tuple[float, float], needed_hz: tuple[float, float]
    ) -> None:
        super().__init__(
            f"levels reach from {measured_hz[0]:g} to {measured_hz[1]:g} Hz, but to align them by "
            f"{by} takes {needed_hz[0]:g} to {needed_hz[1]:g} Hz"
        )


class UnknownProductError(AuricleError):
    """No product of the catalog has that name.

    Slugs, names and aliases are compared without case, spaces and signs.

    Notes
    -----
    `auricle list` shows every product. One of your own needs its file or `--catalog`.

    Examples
    --------
    >>> from auricle.catalog import built_in_catalog, find_product
    >>> find_product(built_in_catalog(), "akg-k613-pro")
    Traceback (most recent call last):
    auricle.errors.UnknownProductError: no product 'akg-k613-pro' in the catalog; did you mean
    akg-k612-pro or akg-k712-pro? (`auricle list` shows them all)
    """

    code = "unknown-product"

    def __init__(self, name: str, suggestions: Sequence[str] = ()) -> None:
        hint = f"; did you mean {' or '.join(suggestions)}?" if suggestions else ""
        super().__init__(
            f"no product {name!r} in the catalog{hint} (`auricle list` shows them all)"
        )


class UnknownRigError(AuricleError):
    """No rig has that name.

    Slugs, names and aliases are compared without case, spaces and signs.

    Notes
    -----
    Take a rig of the list in the message, or "unknown": then everything that needs a rig is
    unavailable.

    Examples
    --------
    >>> from auricle.response.formats import find_rig
    >>> find_rig("GRAS 45CX")
    Traceback (most recent call last):
    auricle.errors.UnknownRigError: no rig 'GRAS 45CX'; did you mean gras-45ca or gras or gras-43ag?
    """

    code = "unknown-rig"

    def __init__(self, name: str, suggestions: Sequence[str], known: Sequence[str]) -> None:
        super().__init__(f"no rig {name!r}{_did_you_mean(suggestions, known)}")


class UnknownRuleError(AuricleError):
    """The audit has no rule of that id.

    Notes
    -----
    `auricle audit --rules` lists the ids.

    Examples
    --------
    >>> from auricle.audit.rules import rule_named
    >>> rule_named("score-summ")
    Traceback (most recent call last):
    auricle.errors.UnknownRuleError: no rule 'score-summ'; did you mean score-sum?
    """

    code = "unknown-rule"

    def __init__(self, rule_id: str, known: Sequence[str]) -> None:
        near = difflib.get_close_matches(rule_id, known, n=1)
        hint = _did_you_mean(near, known) if near else "; `auricle audit --rules` lists them"
        super().__init__(f"no rule {rule_id!r}{hint}")


class UnknownRubricError(AuricleError):
    """There is neither a built-in rubric nor a file of that name.

    Notes
    -----
    Take the id of a built-in rubric, or the path of a rubric file.

    Examples
    --------
    >>> from auricle.rating import named_rubric
    >>> named_rubric("publshed")
    Traceback (most recent call last):
    auricle.errors.UnknownRubricError: no rubric 'publshed': a file of that name does not exist,
    and built in are auricle-1, published; did you mean 'published'?
    """

    code = "unknown-rubric"

    def __init__(self, name: str, built_in: Sequence[str]) -> None:
        near = difflib.get_close_matches(name, built_in, n=1, cutoff=0.6)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        super().__init__(
            f"no rubric {name!r}: a file of that name does not exist, "
            f"and built in are {', '.join(built_in)}{hint}"
        )


class UnknownSourceError(AuricleError):
    """No playback device, class of devices, output or gain setting has that name.

    Slugs, names and aliases are compared without case, spaces and signs.

    Notes
    -----
    `auricle drive --sources` lists the devices and classes. A device that is not among them can
    be described by hand (`--volts`, `--output-ohm`) or in a file of your own (`--devices`).

    Examples
    --------
    >>> from auricle.devices import find_device, load_devices
    >>> find_device(load_devices(), "RME ADI-2 DAK")
    Traceback (most recent call last):
    auricle.errors.UnknownSourceError: no source 'RME ADI-2 DAK'; did you mean rme-adi-2-dac?
    """

    code = "unknown-source"

    def __init__(
        self, name: str, suggestions: Sequence[str], known: Sequence[str], *, reason: str = ""
    ) -> None:
        why = f": {reason}" if reason else _did_you_mean(suggestions, known)
        super().__init__(f"no source {name!r}{why}")


class UnknownTargetError(AuricleError):
    """No built-in target has that name.

    Slugs, names and aliases are compared without case, spaces and signs.

    Notes
    -----
    Take one of the list in the message, or the path of a curve of your own.

    Examples
    --------
    >>> from auricle.response.formats import find_target
    >>> find_target("harman in-ear 2018")
    Traceback (most recent call last):
    auricle.errors.UnknownTargetError: no target 'harman in-ear 2018'; did you mean
    harman-in-ear-2019 or harman-in-ear-2017 or harman-in-ear-2016?
    """

    code = "unknown-target"

    def __init__(self, name: str, suggestions: Sequence[str], known: Sequence[str]) -> None:
        super().__init__(f"no target {name!r}{_did_you_mean(suggestions, known)}")


def _did_you_mean(suggestions: Sequence[str], known: Sequence[str]) -> str:
    if suggestions:
        return f"; did you mean {' or '.join(suggestions)}?"
    return f": known are {', '.join(known)}"


class UnreadableFileError(AuricleError):
    """A file cannot be read, whatever it holds.

    Raised for a file that is not there any more, may not be opened, is too large, or is no file
    but a pipe or a device; and for a member of an archive that is encrypted, damaged, a link, or
    larger than it says.

    Notes
    -----
    The reason stands in the message. Unpack an archive that is encrypted or stands in another
    one; export fewer points if a file is too large, no measurement needs that many. In a folder
    or an archive only this file is refused, the others are read.

    Examples
    --------
    >>> from pathlib import Path
    >>> from auricle.response.formats import FoundFile
    >>> FoundFile("curves.zip/a.txt", Path("curves.zip"), problem="it is encrypted").load()
    Traceback (most recent call last):
    auricle.errors.UnreadableFileError: curves.zip/a.txt cannot be read: it is encrypted
    """

    code = "unreadable-file"

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason
        super().__init__(f"{name} cannot be read: {reason}")

    def __reduce__(self) -> tuple[type["UnreadableFileError"], tuple[str, str]]:
        """Return what rebuilds it in another process."""
        return (UnreadableFileError, (self.name, self.reason))

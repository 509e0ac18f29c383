"""Findings and claims, each made into one number."""

from collections.abc import Sequence
from dataclasses import dataclass

from auricle.dossier import (
    FINDING,
    Finding,
    Source,
    are_independent,
    evidence_class,
    load_glossary,
    strength,
    voice,
)
from auricle.estimate import rounded
from auricle.metrics.definitions import Definition
from auricle.metrics.result import MetricResult, Subject, unknown

__all__ = ["FindingResult", "claims_confirmed", "finding_result"]

_SHARE = {"yes": 1.0, "partly": 0.5, "no": 0.0}  # of a claim, as the metric defines it


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingResult:
    """What the strongest sources say of one criterion."""

    criterion: str
    state: str = "unknown"  # known, unknown
    holds: str | None = None  # yes, partly, no, or disputed
    answers: tuple[str, ...] = ()  # of all that vote, one a source
    evidence: str | None = None
    agreeing: bool = False
    sources: tuple[Source, ...] = ()
    remarks: tuple[str, ...] = ()


def finding_result(criterion: str, subject: Subject) -> FindingResult:
    """The word of the strongest class of sources on a criterion.

    Weaker sources are listed and do not vote. Where equally strong ones disagree, the
    mean counts and the dispute is marked.

    Parameters
    ----------
    criterion
        A criterion of the glossary.
    subject
        The product and the buyer's region.

    Returns
    -------
    FindingResult
    """
    findings = [
        finding
        for finding in subject.dossier.findings
        if finding.criterion == criterion
        and (
            finding.region in {None, "global"}
            or load_glossary().holds_in(finding.region, subject.region)
        )
    ]
    if not findings:
        return FindingResult(criterion=criterion)
    best = min((evidence_class(f.source) for f in findings), key=strength)
    voting = [f for f in findings if evidence_class(f.source) == best]
    answers = sorted({f.holds for f in voting})
    return FindingResult(
        criterion=criterion,
        state="known",
        holds=answers[0] if len(answers) == 1 else "disputed",
        answers=tuple(f.holds for f in voting),
        evidence=best,
        agreeing=_agreeing(findings, answers),
        sources=tuple(dict.fromkeys(f.source for f in voting)),
        remarks=_remarks(findings, voting),
    )


def claims_confirmed(definition: Definition, subject: Subject) -> MetricResult:
    """Share of the maker's checked claims that measurement confirms, as a ratio.

    A share is no surer than the weakest of the measurements it counts, so theirs is its
    class of evidence.
    """
    claims = subject.dossier.claims
    if not claims:
        return unknown(definition.id, definition.unit, "no claim was checked by measurement")
    share = rounded(sum(_SHARE[claim.confirmed] for claim in claims) / len(claims))
    return MetricResult(
        metric=definition.id,
        unit=definition.unit,
        value=share,
        uncertainty=0.0,
        low=share,
        high=share,
        evidence=max((evidence_class(claim.source) for claim in claims), key=strength),
        sources=tuple(dict.fromkeys(claim.source for claim in claims)),
        remarks=tuple(f"{claim.claim}: {claim.confirmed}" for claim in claims),
    )


def _rank(source: Source) -> int:
    return strength(evidence_class(source))


def _agreeing(findings: Sequence[Finding], answers: Sequence[str]) -> bool:
    if len(answers) > 1:
        return False
    voices = [voice(f.source, FINDING) for f in findings if f.holds == answers[0]]
    strongest = voice(min((f.source for f in findings), key=_rank), FINDING)
    return any(are_independent(strongest, other) for other in voices)


def _remarks(findings: Sequence[Finding], voting: Sequence[Finding]) -> tuple[str, ...]:
    remarks = [finding.note for finding in voting if finding.note]
    documents: dict[str, str] = {}
    for finding in findings:
        before = documents.setdefault(finding.source.document, finding.holds)
        if before != finding.holds:
            remarks.append(f"one document is read two ways: {before} and {finding.holds}")
    against = [f for f in findings if f not in voting and f.holds != voting[0].holds]
    remarks += [f"a weaker source says {f.holds} ({f.source.publisher})" for f in against]
    return tuple(remarks)

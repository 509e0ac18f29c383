"""Sentences on how long a product lasts and what stands behind it."""

from auricle.dossier import Source
from auricle.review.references import References
from auricle.review.reliability.views import CostView, ReliabilityReport, WarrantyTermView
from auricle.review.sentences import Paragraph, Sentence
from auricle.wording import listed, sentence_case

__all__ = ["lasting_sentences"]


def lasting_sentences(report: ReliabilityReport, references: References) -> Paragraph:
    """What figures say of reliability, and what they leave open.

    The warranty of the buyer's own region is a reason of its axis already; here stand those of
    other regions, statutory rights and a shop's promise apart, and what wears out.
    """

    def said(text: str, *sources: Source) -> Sentence:
        return Sentence(text, references.cite(sources))

    rate = report.failure_rate
    often = "How often it fails is not known: no source gives failures with the number of units"
    sentences = [] if rate.value is not None else [said(often)]
    sentences += [
        said(f"{sentence_case(c.text)}{f' ({c.note})' if c.note else ''}", c.source)
        for c in report.counts
    ]
    sentences += [said(f"Service data: {s.survival.text}", s.source) for s in report.service]
    elsewhere = [term for term in report.warranty_terms if term.region and not term.holds_for_buyer]
    for terms, words in (
        (elsewhere, "In other regions the maker grants {}"),
        (report.statutory, "By law the seller answers for {}, apart from the maker's warranty"),
        (report.store, "A shop promises {} on its own account"),
    ):
        if terms:
            granted = listed([_granted(term) for term in terms])
            sources = [source for term in terms for source in term.sources]
            sentences.append(said(words.replace("{}", granted), *sources))
    if report.extra_year is not None:
        sentences.append(said(f"An extended warranty: {report.extra_year.text}", *rate.sources))
    sentences += [
        said(_cost(cost), *cost.cost.price_sources, *cost.cost.life_sources)
        for cost in report.running_costs
    ]
    return tuple(sentences)


def _granted(term: WarrantyTermView) -> str:
    return f"{term.text} ({term.region})" if term.region else term.text


def _cost(cost: CostView) -> str:
    part = sentence_case(cost.part)
    if cost.cost.per_year is None:
        return f"{part}: life {cost.life_text}; price {cost.price_text}"
    return f"{part} cost {cost.per_year_text} (price {cost.price_text}; life {cost.life_text})"

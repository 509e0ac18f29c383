"""A review without faults, and copies of it in which one part is another."""

from collections.abc import Mapping, Sequence

from auricle.audit.finding import Finding
from auricle.audit.one import audit_text
from auricle.audit.rules import Example, Rule, all_rules
from auricle.audit.rules.rule import Excerpt
from auricle.audit.run import shelf_findings

FRONT = {
    "layout": "product",
    "title": '"Acme One Product Review"',
    "target_name": '"Acme One"',
    "company_id": "acme",
    "lang": "en",
    "ref": "acme-one",
    "date": "2025-08-20",
    "rating": "[3.4, 0.7, 0.6, 0.9, 0.6, 0.6]",
    "price": "249",
    "summary": '"An open headphone with a flat midrange."',
    "tags": "[Headphones, Open-back]",
    "permalink": "/products/en/acme-one/",
}

TITLES = {
    "overview": "Overview",
    "science": "Scientific Validity",
    "technology": "Technology Level",
    "cost_performance": "Cost-Performance",
    "reliability": "Reliability & Support",
    "rationality": "Rationality of Design Philosophy",
    "advice": "Advice",
    "references": "References",
}

_SCORE = "$$ \\Large \\text{%s} $$\n\n"

PARTS = {
    "overview": (
        "The Acme One is an open, wired headphone of 120 ohm. The data sheet states a sensitivity "
        "of 101 dB/V [1]."
    ),
    "science": (
        _SCORE
        % "0.7"
        + "An independent laboratory measured a response within ±2 dB from 100 Hz to 3 kHz and "
        "distortion of 0.1 % at 94 dB SPL [2]. 110 dB SPL take 2.82 V or 66 mW [1]."
    ),
    "technology": _SCORE % "0.6" + "The drivers are of its own design [1].",
    "cost_performance": (
        _SCORE
        % "0.9"
        + "The Bravo Two has the same functions and an equal or better response at 219 USD [3]. "
        "CP = 219 USD ÷ 249 USD = 0.8795, rounded to 0.9."
    ),
    "reliability": _SCORE % "0.6" + "The warranty is 2 years [1]. Ear pads can be replaced [1].",
    "rationality": _SCORE % "0.6" + "The money is spent on what is heard.",
    "advice": "It suits mixing in quiet rooms. Who wants to pay less looks at the Bravo Two [3].",
    "references": (
        '[1] Acme, "One data sheet", https://acme.example/one.pdf, accessed 2025-08-19\n\n'
        '[2] Some Laboratory, "Acme One", https://lab.example/acme-one, accessed 2025-08-19\n\n'
        '[3] A Shop, "Bravo Two", https://shop.example/bravo-two, accessed 2025-08-19'
    ),
}

CLOSING = "(2025.8.20)"


def published(
    front: Mapping[str, str | None] | None = None,
    closing: str = CLOSING,
    **parts: str | None,
) -> str:
    """Text of the review without faults, with other keys, parts or titles.

    None leaves a key or part out. ``advice_heading`` and the like replace a whole heading.
    """
    keys = {**FRONT, **(front or {})}
    lines = ["---", *(f"{key}: {value}" for key, value in keys.items() if value is not None), "---"]
    body = []
    for part, title in TITLES.items():
        content = parts.get(part, PARTS[part])
        if content is not None:
            body += [parts.get(f"{part}_heading") or f"## {title}", content]
    return "\n".join(lines) + "\n" + "\n\n".join([*body, closing]) + "\n"


def with_excerpts(excerpts: Sequence[Excerpt]) -> str:
    """Text of the review without faults, with what an example shows put into it."""
    text = published()
    for excerpt in excerpts:
        if excerpt.part == "file":
            text = excerpt.text
        elif excerpt.part == "front":
            text = _with_lines(text, excerpt.text)
        elif excerpt.part == "closing":
            text = text.replace(CLOSING, excerpt.text)
        elif excerpt.part.endswith("-heading"):
            title = TITLES[excerpt.part.removesuffix("-heading")]
            text = text.replace(f"## {title}", excerpt.text)
        else:
            text = text.replace(PARTS[excerpt.part], excerpt.text)
    return text


def _with_lines(text: str, lines: str) -> str:
    """Text with some lines of the front matter instead of those of the same keys."""
    others = lines.splitlines()
    keys = {line.partition(":")[0] for line in others}
    [_, front, *body] = text.split("---\n")
    before = front.splitlines()
    at = min((n for n, line in enumerate(before) if line.partition(":")[0] in keys), default=0)
    kept = [line for line in before if line.partition(":")[0] not in keys]
    return "---\n".join(["", "\n".join([*kept[:at], *others, *kept[at:], ""]), *body])


def findings_in(
    text: str, *, rules: Sequence[Rule] | None = None, file: str = "acme-one.md"
) -> list[Finding]:
    """Findings of the rules on single reviews in a text."""
    return list(audit_text(file, text.encode(), rules=rules or all_rules()).findings)


def rules_in(text: str, **options: object) -> list[str]:
    """Ids of the rules that found something in a text."""
    return [one.rule for one in findings_in(text, **options)]


def example_findings(example: Example) -> list[Finding]:
    """Findings in the files of an example, each the review without faults but for its excerpts."""
    files = dict.fromkeys(excerpt.file for excerpt in example)
    audited = [
        audit_text(
            file, with_excerpts([e for e in example if e.file == file]).encode(), rules=all_rules()
        )
        for file in files
    ]
    found = [finding for one in audited for finding in one.findings]
    return [*found, *shelf_findings(audited, rules=all_rules())]

"""Findings as annotations of GitHub Actions.

A runner takes lines of the form ``::error file=...,line=...::message`` out of what a step prints
and shows them beside the lines of a pull request [1]_. What would end a property or the message
is written as its percent-encoding.

References
----------
.. [1] GitHub Docs, "Workflow commands for GitHub Actions", setting an error message.
"""

from auricle.audit.finding import Finding
from auricle.audit.report.uri import normal

__all__ = ["annotation"]

_COMMANDS = {"error": "error", "warning": "warning", "hint": "notice"}


def annotation(finding: Finding) -> str:
    """One line for a finding.

    Examples
    --------
    >>> finding = Finding("a,b.md", 3, 7, 10, "score-sum", "error", "no sum", "3.5", "100%")
    >>> for part in annotation(finding).split("::"):
    ...     print(part)
    <BLANKLINE>
    error file=a%2Cb.md,line=3,endLine=3,col=7,endColumn=10,title=score-sum
    no sum: found 3.5; expected 100%25
    """
    properties = {
        "file": normal(finding.file),
        "line": str(finding.line),
        "endLine": str(finding.line),
        "col": str(finding.column),
        "endColumn": str(finding.end_column),
        "title": finding.rule,
    }
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    text = f"{finding.message}: found {finding.found}; expected {finding.expected}"
    return f"::{_COMMANDS[finding.severity]} {written}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

"""Sentences of a page, each with the references it rests on."""

from dataclasses import dataclass
from typing import TypeAlias

__all__ = ["Paragraph", "Sentence"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without its full stop, with the numbers of its references."""

    text: str
    references: tuple[int, ...] = ()


Paragraph: TypeAlias = tuple[Sentence, ...]

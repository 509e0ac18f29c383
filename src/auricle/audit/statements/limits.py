"""How much of a review is looked into, so that no text takes longer than its length allows."""

__all__ = ["LONGEST_SENTENCE", "MOST_FIGURES"]

LONGEST_SENTENCE = 1500  # characters of a sentence that is looked into: more is no prose
MOST_FIGURES = 50  # different figures of one product that are looked at: no review states more

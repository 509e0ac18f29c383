"""stub until the branch of quantities is merged"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Quantity:
    start: int = 0


def find_quantities(text):
    return ()

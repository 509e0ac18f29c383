"""Dossiers for tests, written for them."""

HEADER = """\
schema = 1

[product]
slug = "acme-one"
brand = "Acme"
model = "One"
form = "over-ear"
back = "open"
connection = ["wired"]

[sources.sheet]
publisher = "Acme"
title = "Data sheet"
url = "https://example.org/one.pdf"
kind = "manufacturer"
published = 2024-05-01
accessed = 2025-01-10

[sources.lab]
publisher = "Some Laboratory"
title = "Acme One, measured"
kind = "laboratory"
rig = "GRAS 45CA"
accessed = 2025-02-01
"""

SENSITIVITY = """
[[facts]]
quantity = "sensitivity"
value = 101
unit = "dB/V"
kind = "specified"
source = "sheet"
"""

PRICE = """
[[prices]]
amount = 249
currency = "USD"
condition = "new"
seller = "A shop"
observed = 2025-02-01
source = "lab"
"""

FINDING = """
[[findings]]
criterion = "wear-parts"
holds = "yes"
source = "sheet"
"""

CURVE = """
[[curves]]
file = "acme-one.csv"
quantity = "frequency-response"
rig = "gras-45ca"
channels = "average"
licence = "CC0"
source = "lab"
"""

WHOLE = HEADER + SENSITIVITY + PRICE + FINDING


def no_curve(name: str) -> str:
    raise FileNotFoundError(name)

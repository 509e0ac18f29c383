"""Texts of dossiers and tables for tests, written for them."""

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

FAILURES = """
[[failures]]
failed = 3
units = 120
months = 24
source = "lab"
"""

SERVICE = """
[[service]]
file = "service.csv"
licence = "CC0"
source = "lab"
"""

# The test data of checks.json, kaplan_meier_small.
SERVICE_TABLE = """\
months,failed
6,1
9,0
14,1
20,1
24,0
24,0
24,0
30,1
36,0
36,0
"""

WEAR_PART = """
[[wear_parts]]
part = "ear-pads"
amount = 30
currency = "USD"
observed = 2025-02-01
life_years = 2.25
seller = "A shop"
source = "lab"
"""

RIGHTS = """
schema = 1

[sources.act]
publisher = "A state"
title = "An act on the sale of goods"
kind = "dataset"
published = 2019-05-22

[[rights]]
region = "EU"
years = 2
since = 2022-01-01
source = "act"
note = "against the seller"
"""

RATES = """
schema = 1

[sources.bank]
publisher = "A central bank"
title = "Reference rates"
kind = "dataset"
published = 2025-08-20

[[rates]]
day = 2025-08-20
base = "EUR"
quote = "USD"
rate = 1.25
source = "bank"

[[rates]]
day = 2025-08-01
base = "EUR"
quote = "USD"
rate = 1.10
source = "bank"
"""

ACCESSORIES = """
schema = 1

[sources.shop]
publisher = "A shop"
title = "A clip-on microphone"
kind = "retailer"
accessed = 2025-08-20

[[accessories]]
name = "clip-on microphone"
adds = "mic"
fits = ["wired"]

[[accessories.prices]]
amount = 30
currency = "USD"
condition = "new"
seller = "A shop"
observed = 2025-08-20
source = "shop"
"""

WHOLE = HEADER + SENSITIVITY + PRICE + FINDING


def no_curve(name: str) -> str:
    raise FileNotFoundError(name)

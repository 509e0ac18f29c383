"""What several rooms' tests need: the catalog, and products made for a test."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from auricle.catalog import Catalog, built_in_catalog
from auricle.dossier import Dossier, parse_dossier
from auricle.metrics import Subject
from auricle.response import R40_HZ, FrequencyResponse
from auricle.response.formats import format_curve, load_target

SOURCES = """
[sources.lab]
publisher = "Some Laboratory"
title = "Measurements"
kind = "laboratory"
rig = "GRAS 45CA"

[sources.other-lab]
publisher = "Another Laboratory"
title = "Measurements, too"
kind = "laboratory"
rig = "B&K 5128"

[sources.plain-lab]
publisher = "A third laboratory"
title = "Measurements on an unnamed rig"
kind = "laboratory"

[sources.maker]
publisher = "Acme"
title = "Data sheet"
kind = "manufacturer"

[sources.shop]
publisher = "A shop"
title = "Offer"
kind = "retailer"

[sources.review]
publisher = "A review"
title = "Review"
kind = "review"

[sources.users]
publisher = "A forum"
title = "Reports"
kind = "user-reports"
"""


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return built_in_catalog()


@pytest.fixture(scope="session")
def data_folder(catalog) -> Path:
    return Path(catalog.dossiers["akg-k612-pro"].path).parents[1]


@pytest.fixture
def make_product() -> Callable[..., Dossier]:
    """Makes a product from parts of TOML; `error_db` gives it a response."""

    def make(
        *parts: str,
        slug: str = "acme-one",
        form: str = "over-ear",
        back: str = "open",
        connection: str = '"wired"',
        more: str = "",
        error_db: np.ndarray | None = None,
        rig: str = "gras-45ca",
    ) -> Dossier:
        header = (
            f'schema = 1\n[product]\nslug = "{slug}"\nbrand = "Acme"\nmodel = "{slug}"\n'
            f'form = "{form}"\nback = "{back}"\nconnection = [{connection}]\n{more}\n'
        )
        curve = ""
        if error_db is not None:
            curve = (
                '[[curves]]\nfile = "curve.csv"\nquantity = "frequency-response"\n'
                f'rig = "{rig}"\nchannels = "average"\nlicence = "CC0"\nsource = "lab"\n'
            )

        def read_curve(_: str) -> str:
            target_db = load_target("harman-over-ear-2018").response.on(R40_HZ)
            return format_curve(FrequencyResponse(R40_HZ, target_db + error_db))

        text = header + SOURCES + "".join(parts) + curve
        return parse_dossier(text, file=f"{slug}.toml", read_curve=read_curve)

    return make


@pytest.fixture
def subject_with() -> Callable[..., Subject]:
    def make(dossier: Dossier, *siblings: Dossier, region: str = "US") -> Subject:
        return Subject(dossier, siblings, date(2025, 8, 20), region)

    return make


@pytest.fixture(scope="session")
def fact_text() -> Callable[..., str]:
    def text(
        quantity: str,
        value: object,
        unit: str,
        *,
        kind: str = "measured",
        source: str = "lab",
        more: str = "",
    ) -> str:
        figure = value if isinstance(value, str) else f"value = {value}"
        return (
            f'[[facts]]\nquantity = "{quantity}"\n{figure}\nunit = "{unit}"\nkind = "{kind}"\n'
            f'source = "{source}"\n{more}\n'
        )

    return text


@pytest.fixture(scope="session")
def finding_text() -> Callable[..., str]:
    def text(criterion: str, holds: str, source: str = "maker", more: str = "") -> str:
        return (
            f'[[findings]]\ncriterion = "{criterion}"\nholds = "{holds}"\n'
            f'source = "{source}"\n{more}\n'
        )

    return text


@pytest.fixture(scope="session")
def price_text() -> Callable[..., str]:
    def text(
        amount: float,
        observed: str = "2025-08-20",
        *,
        seller: str | None = "A shop",
        currency: str = "USD",
        condition: str = "new",
        source: str = "shop",
        more: str = "",
    ) -> str:
        shop = f'seller = "{seller}"\n' if seller else ""
        return (
            f'[[prices]]\namount = {amount}\ncurrency = "{currency}"\n'
            f'condition = "{condition}"\nobserved = {observed}\nsource = "{source}"\n{shop}{more}\n'
        )

    return text

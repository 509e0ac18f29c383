from datetime import date

import pytest

from auricle.catalog import built_in_catalog, exchange_rate, load_catalog, rights_on
from auricle.errors import DossierError

from ..texts import ACCESSORIES, RATES, RIGHTS


def rates_of(tmp_path, text=RATES):
    (tmp_path / "rates.toml").write_text(text, "utf-8")
    return load_catalog([tmp_path], built_in=False).rates


def test_the_rate_of_a_day_is_the_newest_up_to_it(tmp_path):
    rates = rates_of(tmp_path)
    assert exchange_rate(rates, base="EUR", quote="USD", day=date(2025, 8, 25)).rate == 1.25
    assert exchange_rate(rates, base="EUR", quote="USD", day=date(2025, 8, 19)).rate == 1.10
    assert exchange_rate(rates, base="USD", quote="EUR", day=date(2025, 8, 20)).rate == 0.8
    assert exchange_rate(rates, base="EUR", quote="USD", day=date(2025, 7, 31)) is None
    assert exchange_rate(rates, base="EUR", quote="USD", day=date(2025, 12, 1)) is None
    assert exchange_rate(rates, base="JPY", quote="USD", day=date(2025, 8, 20)) is None


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("rate = 1.25", "rate = 0"), r"rates\.toml:14:8: found 0, expected a number above 0"),
        (('base = "EUR"', 'base = "euro"'), "found 'euro', expected a currency as in ISO 4217"),
        (('source = "bank"', 'source = "bnak"'), "did you mean 'bank'"),
        (("rate = 1.25\n", ""), "found no 'rate'"),
    ],
)
def test_a_broken_table_of_rates_is_refused(tmp_path, change, complaint):
    with pytest.raises(DossierError, match=complaint):
        rates_of(tmp_path, RATES.replace(*change))


def test_accessories_are_read_with_their_prices(tmp_path):
    (tmp_path / "accessories.toml").write_text(ACCESSORIES, "utf-8")
    [accessory] = load_catalog([tmp_path], built_in=False).accessories
    assert (accessory.name, accessory.adds, accessory.fits) == (
        "clip-on microphone",
        "mic",
        ("wired",),
    )
    assert accessory.prices[0].amount == 30


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (('adds = "mic"', ""), "found no 'adds'"),
        (('currency = "USD"', ""), "found no 'currency'"),
        (('source = "shop"', 'source = "shpo"'), r"accessories\.toml:21:10: .*did you mean 'shop'"),
    ],
)
def test_a_broken_accessory_is_refused(tmp_path, change, complaint):
    (tmp_path / "accessories.toml").write_text(ACCESSORIES.replace(*change), "utf-8")
    with pytest.raises(DossierError, match=complaint):
        load_catalog([tmp_path], built_in=False)


def test_the_sources_of_two_tables_of_rates_are_told_apart(tmp_path):
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
        (folder / "rates.toml").write_text(RATES, "utf-8")
    rates = load_catalog(folders, built_in=False).rates
    assert {rate.source.id for rate in rates} == {"rates/bank", "rates-2/bank"}


def test_a_right_counts_for_sales_from_its_day_on(tmp_path):
    (tmp_path / "statutory.toml").write_text(RIGHTS, "utf-8")
    rights = load_catalog([tmp_path], built_in=False).rights
    assert rights_on(rights, date(2021, 12, 31)) == ()
    [right] = rights_on(rights, date(2022, 1, 1))
    assert (right.region, right.years, right.source.id) == ("EU", 2.0, "statutory/act")


def test_a_right_is_not_known_before_its_law_was_published(tmp_path):
    text = RIGHTS.replace("2019-05-22", "2023-05-22")
    (tmp_path / "statutory.toml").write_text(text, "utf-8")
    rights = load_catalog([tmp_path], built_in=False).rights
    assert rights_on(rights, date(2022, 6, 1)) == ()


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("years = 2", "years = 0"), "found 0"),
        (('region = "EU"', 'region = "Europe"'), "found 'Europe', expected a country as in ISO"),
        (('source = "act"', 'source = "acts"'), "did you mean 'act'"),
        (("since = 2022-01-01\n", ""), "found no 'since'"),
    ],
)
def test_a_broken_table_of_rights_is_refused(tmp_path, change, complaint):
    (tmp_path / "statutory.toml").write_text(RIGHTS.replace(*change), "utf-8")
    with pytest.raises(DossierError, match=complaint):
        load_catalog([tmp_path], built_in=False)


def test_the_catalog_knows_the_two_years_of_the_european_union():
    # Directive (EU) 2019/771, Article 10(1), applied from 2022-01-01 (Article 24(1))
    [right] = [right for right in built_in_catalog().rights if right.region == "EU"]
    assert (right.years, right.since) == (2.0, date(2022, 1, 1))
    assert "2019/771" in right.source.title

import hashlib
import tomllib
from pathlib import Path

import numpy as np
import pytest

from auricle.catalog import brand_slug, find_product, load_catalog
from auricle.errors import DossierError, UnknownProductError
from auricle.response import R40_HZ

IN_DEPTH = ["akg-k612-pro", "akg-k702", "akg-k553-mkii"]
REVIEWED = [
    "akg-k712-pro",
    "akg-k361",
    "akg-k371",
    "akg-k240-studio",
    "philips-shp9500",
    "sony-wh-1000xm4",
]
CANDIDATES = [
    "akg-k550",
    "akg-k550-mkii",
    "akg-k553",
    "sennheiser-hd-560s",
    "sennheiser-hd-600",
    "sennheiser-hd-650",
    "hifiman-he400se",
    "hifiman-sundara",
    "audio-technica-ath-m40x",
    "audio-technica-ath-m50x",
    "beyerdynamic-dt-770-pro",
    "beyerdynamic-dt-880",
    "sony-mdr-7506",
    "nuforce-ne-600m",
]


def test_the_catalog_holds_the_products_it_promises(catalog):
    assert sorted(catalog.dossiers) == sorted(IN_DEPTH + REVIEWED + CANDIDATES)


def test_every_dossier_stands_in_the_file_of_its_slug_and_has_a_brand_record(catalog):
    for slug, dossier in catalog.dossiers.items():
        assert dossier.file == f"{slug}.toml"
        assert catalog.brand_of(dossier) is not None, dossier.product.brand
        assert set(dossier.product.siblings) <= set(catalog.dossiers)


def test_every_source_is_used_or_cited(catalog):
    for dossier in catalog.dossiers.values():
        table = tomllib.loads(Path(dossier.path).read_text("utf-8"))
        used = {entry.source.id for entry in dossier.entries}
        used |= {claim.made_in.id for claim in dossier.claims if claim.made_in}
        used |= {entry.source.via.id for entry in dossier.entries if entry.source.via}
        declared = {f"{dossier.slug}/{key}" for key in table.get("sources", {})}
        assert declared <= used, dossier.slug


@pytest.mark.parametrize(
    "slug",
    [
        *("akg-k612-pro", "akg-k553", "akg-k550", "akg-k361", "akg-k371", "akg-k702"),
        *("beyerdynamic-dt-770-pro", "sony-wh-1000xm4", "philips-shp9500", "hifiman-he400se"),
        *("sennheiser-hd-560s", "sennheiser-hd-600", "sennheiser-hd-650", "hifiman-sundara"),
        *("audio-technica-ath-m50x", "sony-mdr-7506"),
    ],
)
def test_each_response_stands_on_the_r40_grid_and_says_where_it_comes_from(catalog, slug):
    [curve] = catalog.dossiers[slug].curves
    f = curve.response.frequency_hz
    np.testing.assert_array_equal(f, R40_HZ[: f.size])
    assert f[-1] >= 19_000.0
    assert curve.rig is not None
    assert curve.licence
    assert curve.source.rig
    assert "AutoEq" in curve.source.title
    # responses are kept re their 1 kHz level, to the 0.05 dB of their resampling
    assert abs(float(curve.response.on([1000.0])[0])) < 0.05


def test_a_product_is_found_by_slug_name_and_alias_in_any_spelling(catalog):
    for name in ("akg-k612-pro", "AKG K612 Pro", "K 612 PRO", "k612pro", "AKG K612"):
        assert find_product(catalog, name).slug == "akg-k612-pro"


def test_an_unknown_name_is_refused_with_the_nearest_slugs(catalog):
    with pytest.raises(UnknownProductError, match="did you mean akg-k612-pro"):
        find_product(catalog, "akg-k613-pro")
    with pytest.raises(UnknownProductError, match="auricle list"):
        find_product(catalog, "xyzzy")


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(DossierError, match="no such file or folder"):
        load_catalog([tmp_path / "nothing"])


def test_the_slug_of_a_brand_is_its_file_name():
    assert brand_slug("Audio-Technica") == "audio-technica"
    assert brand_slug("Bang & Olufsen") == "bang-olufsen"


def test_the_digest_of_a_dossier_changes_with_its_text_and_with_its_curve(tmp_path, catalog):
    origin = Path(catalog.dossiers["akg-k612-pro"].path)
    for name in ("akg-k612-pro.toml", "akg-k612-pro.csv"):
        (tmp_path / name).write_text((origin.parent / name).read_text("utf-8"), "utf-8")
    digests = {load_catalog([tmp_path], built_in=False).dossiers["akg-k612-pro"].sha256}
    assert digests == {catalog.dossiers["akg-k612-pro"].sha256}
    for name in ("akg-k612-pro.toml", "akg-k612-pro.csv"):
        with (tmp_path / name).open("a", encoding="utf-8") as file:
            file.write("# changed\n")
        digests.add(load_catalog([tmp_path], built_in=False).dossiers["akg-k612-pro"].sha256)
    assert len(digests) == 3


def test_no_file_of_the_catalog_is_a_copy_of_the_data_it_was_taken_from(catalog):
    shared = Path(__file__).parents[3] / "shared" / "data"
    if not shared.is_dir():
        pytest.skip(reason="the folder with the original files is not here")
    originals = {
        hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in ("curves", "eq-benchmark", "reviews")
        for path in (shared / folder).rglob("*")
        if path.is_file()
    }
    data = Path(catalog.dossiers["akg-k612-pro"].path).parents[1]
    for path in data.rglob("*"):
        if path.is_file():
            assert hashlib.sha256(path.read_bytes()).hexdigest() not in originals


MINIMAL = (
    'schema = 1\n[product]\nslug = "acme-one"\nbrand = "Acme"\nmodel = "One"\n'
    'form = "over-ear"\nback = "open"\nconnection = ["wired"]\n'
)


def test_what_stands_beside_a_single_dossier_counts_for_it(tmp_path):
    (tmp_path / "brands").mkdir()
    (tmp_path / "brands" / "acme.toml").write_text('schema = 1\n[brand]\nname = "Acme"\n')
    path = tmp_path / "acme-one.toml"
    path.write_text(MINIMAL)
    catalog = load_catalog([path], built_in=False)
    assert catalog.brand_of(catalog.dossiers["acme-one"]).name == "Acme"


def test_a_file_that_is_named_twice_is_read_once(tmp_path):
    path = tmp_path / "acme-one.toml"
    path.write_text(MINIMAL)
    assert list(load_catalog([tmp_path, path], built_in=False).dossiers) == ["acme-one"]


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(DossierError, match=r"no \.toml file"):
        load_catalog([tmp_path])


def test_a_second_record_of_a_brand_is_refused(tmp_path):
    (tmp_path / "brands").mkdir()
    (tmp_path / "brands" / "akg.toml").write_text('schema = 1\n[brand]\nname = "AKG"\n')
    (tmp_path / "acme-one.toml").write_text(MINIMAL)
    with pytest.raises(DossierError, match="a second record of the brand 'akg'"):
        load_catalog([tmp_path])


def test_names_that_differ_only_in_spaces_and_signs_are_one_name(tmp_path):
    for slug, model in (("acme-one", "K 99"), ("acme-two", "K-99")):
        text = MINIMAL.replace("acme-one", slug).replace('"One"', f'"{model}"')
        (tmp_path / f"{slug}.toml").write_text(text)
    with pytest.raises(DossierError, match=r"'Acme K-99', which acme-one\.toml already has"):
        load_catalog([tmp_path], built_in=False)


def test_a_part_of_a_name_finds_what_to_suggest(catalog):
    with pytest.raises(UnknownProductError, match="sony-"):
        find_product(catalog, "sony")

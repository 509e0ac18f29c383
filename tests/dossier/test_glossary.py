import pytest

from auricle.dossier import load_glossary

QUANTITIES = load_glossary().quantities.values()


@pytest.mark.parametrize("quantity", QUANTITIES, ids=lambda quantity: quantity.slug)
def test_every_quantity_is_declared_whole(quantity):
    assert quantity.name
    assert quantity.meaning.endswith(".")
    assert quantity.low < quantity.high
    assert quantity.scale in {"linear", "log"}
    assert quantity.units[quantity.unit] == 1  # the canonical unit is accepted as it is
    assert 0 < quantity.measured <= quantity.estimated
    assert quantity.specified > 0
    if quantity.scale == "log":
        assert quantity.low > 0


def test_the_worked_uncertainties_are_those_of_the_sources():
    sensitivity = load_glossary().quantities["sensitivity"]
    # makers' specifications 2 to 3 dB, between siblings 2 dB
    assert (sensitivity.specified, sensitivity.proxy) == (2.0, 2.0)


def test_a_figure_in_a_foreign_unit_is_refused():
    weight = load_glossary().quantities["weight"]
    with pytest.raises(ValueError, match="weight is not stated in 'stone'"):
        weight.to_canonical(1.0, "stone", impedance_ohm=None)
    sensitivity = load_glossary().quantities["sensitivity"]
    with pytest.raises(ValueError, match="needs the impedance"):
        sensitivity.to_canonical(96.0, "dB/mW", impedance_ohm=None)

"""From the names people use to products."""

import difflib

from auricle.catalog.load import Catalog, folded
from auricle.dossier import Dossier
from auricle.errors import UnknownProductError

__all__ = ["find_product"]


def find_product(catalog: Catalog, name: str) -> Dossier:
    """The product of that slug, name or alias; case and spacing do not matter.

    Raises
    ------
    UnknownProductError
        If there is none, with the nearest slugs.

    Examples
    --------
    >>> from auricle.catalog import built_in_catalog
    >>> find_product(built_in_catalog(), "AKG K 612 PRO").slug
    'akg-k612-pro'
    """
    if name in catalog.dossiers:
        return catalog.dossiers[name]
    wanted = folded(name)
    names: dict[str, Dossier] = {}
    for dossier in catalog.dossiers.values():
        product = dossier.product
        spellings = (product.slug, product.model, *product.aliases)
        for spelling in spellings:
            names.setdefault(folded(spelling), dossier)
            names.setdefault(folded(f"{product.brand} {spelling}"), dossier)
    if wanted in names:
        return names[wanted]
    near = difflib.get_close_matches(wanted, names, n=5, cutoff=0.6)
    near += [key for key in names if len(wanted) > 1 and wanted in key]
    raise UnknownProductError(name, list(dict.fromkeys(names[key].slug for key in near))[:3])

"""Figures as the bytes of a file."""

from auricle.plots.views import ComparisonView, ResponseView

__all__ = ["FORMS", "compare_figure", "response_figure"]

FORMS = ("svg", "png")
"""Kinds of files that figures are made as."""


def response_figure(view: ResponseView, *, form: str = "svg") -> bytes:
    r"""Figure of a response, its target and its error.

    Parameters
    ----------
    view
        What it shows.
    form
        "svg", 800 units wide with text as text, or "png", 1600 pixels wide.

    Returns
    -------
    bytes
        The file; the same view gives the same bytes. Labels are those of the view without
        control characters; a title, label or note that is far too long ends in "…", and the
        description of an SVG has the whole.

    Raises
    ------
    ValueError
        If the form is neither.

    Examples
    --------
    >>> import numpy as np
    >>> from auricle.plots import Curve
    >>> flat = Curve("flat", np.array([20.0, 20_000.0]), np.zeros(2))
    >>> response_figure(ResponseView("Nothing to see", (flat,)), form="png")[:4]
    b'\x89PNG'
    """
    _check_form(form)
    # Matplotlib takes 0.3 s to load.
    from auricle.plots.compose import response_sheet
    from auricle.plots.render import rendered, settings

    with settings():
        return rendered(response_sheet(view), form=form)


def compare_figure(view: ComparisonView, *, form: str = "svg") -> bytes:
    """Figure of several responses over one another and of their differences to the first.

    Parameters, result and errors are those of `response_figure`.

    Examples
    --------
    >>> import numpy as np
    >>> from auricle.plots import Curve
    >>> f = np.array([20.0, 20_000.0])
    >>> curves = (Curve("one", f, np.zeros(2)), Curve("other", f, np.ones(2)))
    >>> b"<title" in compare_figure(ComparisonView("Two", curves))
    True
    """
    _check_form(form)
    from auricle.plots.compose import comparison_sheet
    from auricle.plots.render import rendered, settings

    with settings():
        return rendered(comparison_sheet(view), form=form)


def _check_form(form: str) -> None:
    if form not in FORMS:
        msg = f"form must be one of {FORMS}, got {form!r}"
        raise ValueError(msg)

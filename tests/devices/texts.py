"""Device files for tests, written for them."""

HEADER = """\
schema = 1

[device]
slug = "acme-amp"
brand = "Acme"
model = "Amp"
aliases = ["acme a1"]
class = "desktop"

[sources.maker]
publisher = "Acme"
title = "Data sheet"
url = "https://example.org/amp.pdf"
kind = "manufacturer"

[sources.lab]
publisher = "Some Laboratory"
title = "Acme Amp, measured"
url = "https://example.org/measured"
kind = "laboratory"
"""


def output(*figures, name="6.35 mm", circuit="single-ended", more=""):
    return f'\n[[outputs]]\nname = "{name}"\ncircuit = "{circuit}"\n{more}\n' + "".join(figures)


def figure(quantity, value, unit, *, kind="specified", source="maker", **more):
    """A figure; `value` is a number, or a text with the keys that stand for it."""
    stated = value if isinstance(value, str) else f"value = {value}"
    lines = [f'{key} = "{v}"' if isinstance(v, str) else f"{key} = {v}" for key, v in more.items()]
    return "\n".join(
        [
            "\n[[outputs.figures]]",
            f'quantity = "{quantity}"',
            stated,
            f'unit = "{unit}"',
            f'kind = "{kind}"',
            f'source = "{source}"',
            *lines,
            "",
        ]
    )


TWO_VOLTS = figure("voltage", 2, "V")
WHOLE = HEADER + output(TWO_VOLTS)

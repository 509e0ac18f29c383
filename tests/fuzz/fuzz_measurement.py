"""Coverage-guided fuzzing of the readers of measurement files.

Needs atheris, which the project itself does not depend on, in an environment of its own:

    python -m venv /tmp/fuzz
    /tmp/fuzz/bin/pip install atheris numpy array-api-compat
    PYTHONPATH=src /tmp/fuzz/bin/python tests/fuzz/fuzz_measurement.py CORPUS \
        -max_total_time=720 -timeout=5 -rss_limit_mb=1024 -max_len=8192

CORPUS is a folder with a copy of a few small files of every dialect; what atheris finds is
added to it. A finding is an exception that is no AuricleError, a value that breaks what
`Measurement` promises, five seconds for one file, or one gigabyte. Each becomes a test in
tests/response/formats before it is mended. Pytest does not collect this file.
"""

import sys


def check_one(data: bytes) -> None:
    """Read some bytes; only an AuricleError may come of it."""
    import numpy as np

    from auricle.errors import AuricleError
    from auricle.response.formats import read_measurement

    try:
        measurement = read_measurement(data, source="fuzz")
    except AuricleError:
        return
    for response in measurement.channels.values():
        assert response.frequency_hz.size >= 8
        assert np.abs(response.level_db).max() <= 200.0
    assert measurement.title is None or len(measurement.title) <= 250


def main() -> None:
    """Run until atheris is told to end."""
    import atheris

    with atheris.instrument_imports(include=["auricle"]):
        import auricle.response.formats.read  # noqa: F401 - its branches are what is counted

    atheris.Setup(sys.argv, check_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()

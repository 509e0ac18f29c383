"""``python -m auricle``."""

from auricle.cli.main import main

main()

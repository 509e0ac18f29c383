"""The program as tests run it: in this process, or as a user would."""

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from auricle.cli.main import cli
from auricle.errors import AuricleError

AURICLE = (sys.executable, "-m", "auricle")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")  # what a terminal may obey
EXPONENT = re.compile(r"(?<![\w.-])[0-9.]+e[+-][0-9]+\b")  # "1e+03"; no part of a name
_SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Ran:
    """What the program printed; what it refused as a whole stands in `stderr`."""

    stdout: str
    stderr: str

    @property
    def record(self) -> Any:
        """What was printed as JSON."""
        return json.loads(self.stdout)


def run(*arguments: str | Path, status: int = 0) -> Ran:
    """Run a command in this process."""
    result = CliRunner().invoke(cli, list(map(str, arguments)))
    if isinstance(result.exception, AuricleError):  # as main() has it
        assert status == 2, result.exception
        return Ran(result.stdout, f"refused [{result.exception.code}]\n{result.exception}")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == status, result.output
    return Ran(result.stdout, result.stderr)


def run_program(
    *arguments: str | bytes | Path, cwd: Path | None = None, timeout_s: float = 60.0
) -> subprocess.CompletedProcess[bytes]:
    """Run the program as a process of its own."""
    return subprocess.run(
        [*AURICLE, *arguments],
        capture_output=True,
        cwd=cwd,
        env=os.environ,
        check=False,
        timeout=timeout_s,
    )


def svg_text(path: Path) -> str:
    """All text that a figure shows; fails where it is no sound SVG."""
    root = ET.parse(path).getroot()  # noqa: S314 - we wrote it
    assert root.tag == f"{_SVG}svg"
    return " ".join("".join(part.itertext()) for part in root.iter(f"{_SVG}text"))


def assert_is_fit_for_people(text: str, *, longest: int = 200) -> None:
    """Fail where something meant for programs shows, or a line is too long to read."""
    assert text.endswith("\n")
    for line in text.splitlines():
        assert not re.search(r"\bNone\b|\bnan\b|\binf\b|\w\(.*=|': ", line), line
        assert not CONTROL.search(line), line
        assert not EXPONENT.search(line), line
        assert len(line) <= longest, line
        assert line == line.rstrip()

"""The page in a browser, by axe: where npm has installed it beside tests/browser."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from auricle.rating import built_in_rubric, rate, rating_history
from auricle.review import html, review_page, rubric_html, rubric_page

BROWSER = Path(__file__).parents[1] / "browser"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


@pytest.mark.skipif(
    not (BROWSER / "node_modules").is_dir() or CHROMIUM is None or shutil.which("node") is None,
    reason="make axe needs node, npm and Chromium; it installs axe and runs this test",
)
def test_axe_finds_no_violation_on_review_and_rubric_pages_light_and_dark(catalog, tmp_path):
    rubric, files = built_in_rubric(), []
    for slug in ("akg-k612-pro", "akg-k702", "sony-wh-1000xm4", "nuforce-ne-600m"):
        product = catalog.dossiers[slug]
        now = rate(catalog, product, rubric=rubric, day=date(2026, 3, 15), region="US")
        history = rating_history(catalog, product, rubric=rubric, before=now)
        path = tmp_path / f"{slug}.html"
        path.write_text(html(review_page(now, history=(*history, now))), "utf-8")
        files.append(str(path))
    path = tmp_path / "rubric.html"
    path.write_text(rubric_html(rubric_page(rubric)), "utf-8")
    files.append(str(path))
    command = ["node", str(BROWSER / "axe.mjs"), str(CHROMIUM), *files]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.count(" 0 violations") == 6 * len(files)

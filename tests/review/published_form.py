"""The format rules that a site of five-axis reviews enforces, written down on their own."""

import datetime
import re

import yaml

SECTIONS = [
    "Overview",
    "Scientific Validity",
    "Technology Level",
    "Cost-Performance",
    "Reliability & Support",
    "Rationality of Design Philosophy",
    "Advice",
]
KEYS = [
    "layout",
    "title",
    "target_name",
    "company_id",
    "lang",
    "ref",
    "date",
    "rating",
    "price",
    "summary",
    "tags",
    "permalink",
]


def faults_of(text: str, *, file_stem: str) -> list[str]:
    """Every rule that a page breaks."""
    faults = []
    parts = text.split("---\n", 2)
    if parts[0] != "" or len(parts) != 3:
        return ["no front matter"]
    front, body = yaml.safe_load(parts[1]), parts[2]
    faults += [f"no {key}" for key in KEYS if key not in front]
    if list(front) != KEYS:
        faults.append("keys out of order")
    if front["layout"] != "product" or front["lang"] != "en":
        faults.append("layout or language")
    faults += _rating_faults(front["rating"])
    if not isinstance(front.get("price"), int | float | None):
        faults.append("price is no number")
    if not isinstance(front["date"], datetime.date):
        faults.append("date is no date")
    if not (isinstance(front["tags"], list) and all(isinstance(t, str) for t in front["tags"])):
        faults.append("tags")
    name = front["permalink"].strip("/").split("/")[-1]
    if not name == front["ref"] == file_stem or name != name.lower():
        faults.append("file name, ref and permalink differ, or are not lower case")
    faults += _body_faults(body, front)
    return faults


def _rating_faults(rating: object) -> list[str]:
    if not (isinstance(rating, list) and len(rating) == 6):
        return ["rating is not six numbers"]
    faults = [
        f"{number} is not in steps of 0.1"
        for number in rating
        if not isinstance(number, float) or round(number * 10) != round(number * 10, 9)
    ]
    if any(not 0.0 <= number <= 1.0 for number in rating[1:]):
        faults.append("an axis outside 0 to 1")
    if round(sum(rating[1:]), 9) != rating[0]:
        faults.append("the first number is not the sum of the others")
    return faults


def _body_faults(body: str, front: dict[str, object]) -> list[str]:
    faults = []
    headings = re.findall(r"^## (.+)$", body, re.MULTILINE)
    if headings[:7] != SECTIONS or headings[7:] not in ([], ["References"]):
        faults.append(f"sections {headings}")
    scores = []
    for title in SECTIONS[1:6]:
        opening = re.search(
            rf"^## {re.escape(title)}\n\n\$\$ \\Large \\text\{{(\d\.\d)\}} \$\$\n\n",
            body,
            re.MULTILINE,
        )
        if opening is None:
            faults.append(f"{title} does not open with its score")
        else:
            scores.append(float(opening[1]))
    rating = front["rating"]
    if isinstance(rating, list) and scores != rating[1:]:
        faults.append("scores of the sections are not those of the front matter")
    day = front["date"]
    closing = body.rstrip().splitlines()[-1]
    if isinstance(day, datetime.date) and closing != f"({day.year}.{day.month}.{day.day})":
        faults.append(f"closing {closing!r}")
    cited = {int(n) for n in re.findall(r"\[(\d+)\]", body.split("## References", maxsplit=1)[0])}
    listed = {int(n) for n in re.findall(r"^\[(\d+)\]", body, re.MULTILINE)}
    if cited != listed:
        faults.append(f"cited {sorted(cited - listed)}, listed only {sorted(listed - cited)}")
    return faults

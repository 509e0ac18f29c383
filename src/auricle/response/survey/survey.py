"""Files of products read and scored."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from auricle.response.analysis import Shown, analyse, seating_feature, unavailable
from auricle.response.formats import Group
from auricle.response.survey.files import Named, Refused, read_groups
from auricle.response.survey.joined import Joined, features_of_channels, join
from auricle.response.survey.questions import AskedFile, ask_files
from auricle.response.survey.record import (
    Record,
    measurement_record,
    refused_record,
    shown_record,
)
from auricle.response.survey.request import Request

__all__ = ["survey_groups", "survey_read"]


def survey_groups(groups: Sequence[Group], *, request: Request) -> list[Record]:
    """Read and score the files of some products.

    Returns
    -------
    list of dict
        One record a file, in the order of the groups. What the takes and channels of a
        product show together stands in the record of its first file that was read.
    """
    return survey_read(read_groups(groups), request=request)


def survey_read(products: Sequence[Sequence[Named | Refused]], *, request: Request) -> list[Record]:
    """Score the files of some products that have been read already; as `survey_groups`."""
    asked = ask_files(products, request)
    shown = _shown([one for product in asked for one in product if isinstance(one, AskedFile)])
    records = []
    for product in asked:
        read = [one for one in product if isinstance(one, AskedFile)]
        joined = join(read) if len(read) > 1 else None
        copies = {} if joined is None else joined.copies
        together = None if joined is None else _together(joined, request)
        for one in product:
            if isinstance(one, Refused):
                records.append(refused_record(one.file, one.error))
                continue
            record = _record(one, shown[one])
            if one in copies:
                first = copies[one].named.file
                record["remarks"].append(f"the same levels as {first}: no take of its own")
            record["together"], together = together, None
            records.append(record)
    return records


def _shown(read: Iterable[AskedFile]) -> dict[AskedFile, Shown]:
    """What every file shows; files that are asked the same go through the kernels together."""
    batches: defaultdict[int, list[AskedFile]] = defaultdict(list)
    for one in read:
        batches[id(one.asked)].append(one)
    shown: dict[AskedFile, Shown] = {}
    for batch in batches.values():
        found = analyse([one.curve for one in batch], batch[0].asked.question)
        shown.update(zip(batch, found, strict=True))
    return shown


def _record(one: AskedFile, shown: Shown) -> Record:
    named = one.named
    responses = {name: [response] for name, response in named.by_channel.items()}
    also = features_of_channels(responses, one.asked.question)
    also["seating_spread"] = unavailable("the file holds one take", "dB")
    record = measurement_record(
        named.file,
        named.measurement,
        one.asked,
        product=named.product,
        channels=tuple(named.by_channel),
        rig_stated_by=one.rig_stated_by,
    )
    record["metrics"] = shown_record(shown, also)
    return record


def _together(joined: Joined, request: Request) -> Record | None:
    """What all takes and channels of a product show together; None where there is one file."""
    if len(joined.files) < 2:
        return None
    [shown] = analyse([joined.takes.mean_of_all()], joined.question)
    also = features_of_channels(joined.responses, joined.question)
    also["seating_spread"] = seating_feature(joined.takes, seed=request.seed)
    return {
        "product": joined.files[0].named.product,
        "files": [one.named.file for one in joined.files],
        "channels": sorted(joined.responses),
        "n_takes": joined.takes.n_takes,
        "rig_mismatch": joined.files[0].asked.mark,
        "metrics": shown_record(shown, also),
    }

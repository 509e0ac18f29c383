"""What becomes of measurement files: each read, asked, scored, and taken together with others."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from auricle.equalizer.biquad import peaking_db
from auricle.errors import AuricleError, UnreadableFileError
from auricle.response import R40_HZ, FrequencyResponse, target_from_response
from auricle.response.formats import (
    find_files,
    find_rig,
    find_target,
    group_files,
    read_measurement,
)
from auricle.response.survey import (
    Named,
    Refused,
    Request,
    compare_products,
    kept,
    picture_product,
    read_groups,
    refused_record,
    run_survey,
    survey_groups,
    survey_read,
)

from ...measured import (
    EARS,
    HARMAN_DB,
    csv_text,
    error_db,
    level_db,
    put,
    rew_text,
    stereo_text,
    tarred,
    zipped,
)

GRAS = Request(rig=find_rig("gras"))
SCORED = (R40_HZ >= 50.0) & (R40_HZ <= 10_000.0)
IN_EAR_SCORED = R40_HZ <= 10_000.0


def named(text: str, *, file: str = "x.txt", product: str = "x", channel: str = "unknown") -> Named:
    return Named(file, product, channel, read_measurement(text.encode(), source=file))


def takes(*levels_db, channel: str = "left", **stated: str) -> list[Named]:
    return [
        named(rew_text(one_db, **stated), file=f"x {channel}{n}.txt", channel=channel)
        for n, one_db in enumerate(levels_db, 1)
    ]


def survey(folder: Path, request: Request = GRAS) -> dict[str, dict]:
    groups = group_files(find_files([folder]))
    return {Path(r["file"]).name: r for r in survey_groups(groups, request=request)}


def over_ear_points(of_error_db) -> float:
    """AES 144 (2018), paper 9919, eq. 2 to 4, with NumPy's own deviation and line."""
    scored_db = of_error_db[SCORED]
    slope_db = np.polyfit(np.log(R40_HZ[SCORED]), scored_db, 1)[0]
    return float(114.49 - 12.62 * np.std(scored_db, ddof=1) - 15.52 * abs(slope_db))


def in_ear_points(of_error_db, weights=(100.0795, 8.5, 6.796, 3.475)) -> float:
    """US 2019/0087739 A1, eq. 4, with the weights of a set."""
    scored_db = of_error_db[IN_EAR_SCORED]
    slope_db = np.polyfit(np.log(R40_HZ[IN_EAR_SCORED]), scored_db, 1)[0]
    at_500_hz = of_error_db[R40_HZ == 500.0][0]
    mean_db = np.mean(np.abs(of_error_db[(R40_HZ >= 40.0) & IN_EAR_SCORED] - at_500_hz))
    intercept, per_sd, per_slope, per_mean = weights
    sd_db = np.std(scored_db, ddof=1)
    return float(intercept - per_sd * sd_db - per_slope * abs(slope_db) - per_mean * mean_db)


def width(feature) -> float:
    return feature["high"] - feature["low"]


def test_a_response_a_known_error_from_the_target_has_the_preference_of_the_formula():
    [record] = survey_read([takes(level_db(0, size_db=4.0))], request=GRAS)
    metrics = record["metrics"]
    e = error_db(0, size_db=4.0)
    assert metrics["predicted_preference_over_ear"]["value"] == pytest.approx(
        over_ear_points(e), rel=1e-5
    )
    assert metrics["deviation_sd"]["value"] == pytest.approx(np.std(e[SCORED], ddof=1), rel=1e-5)
    mean_db = np.mean(np.abs(e[SCORED] - e[R40_HZ == 500.0]))
    assert metrics["deviation_mean"]["value"] == pytest.approx(mean_db, rel=1e-5)


def test_an_in_ear_response_has_the_preference_of_both_printed_sets():
    target = find_target("harman-in-ear-2019")
    e = error_db(1, size_db=3.0)
    levels_db = 90.0 + target.response.on(R40_HZ) + e
    request = Request(rig=find_rig("711"))
    [record] = survey_read([[named(csv_text(levels_db))]], request=request)
    metrics = record["metrics"]
    assert metrics["predicted_preference_in_ear_spreadsheet"]["value"] == pytest.approx(
        in_ear_points(e), rel=1e-5
    )
    assert metrics["predicted_preference_in_ear_patent"]["value"] == pytest.approx(
        in_ear_points(e, (68.685, 3.238, 4.473, 2.658)), rel=1e-5
    )
    assert metrics["predicted_preference_over_ear"]["value"] is None
    assert "not for in-ear" in metrics["predicted_preference_over_ear"]["reason"]
    assert (record["form"], record["seating"]) == ("in-ear", "insert")


def test_the_preference_after_an_equaliser_is_that_of_error_and_gain_together():
    gain_db = peaking_db(
        R40_HZ, np.array(200.0), np.array(1.0), np.array(-4.0), sample_rate_hz=48_000.0
    )
    [record] = survey_read([takes(level_db(2))], request=replace(GRAS, eq_db=gain_db))
    expected = over_ear_points(error_db(2) + gain_db)
    assert record["metrics"]["preference_after_eq"]["value"] == pytest.approx(expected, rel=1e-5)
    before = record["metrics"]["predicted_preference_over_ear"]["value"]
    assert before == pytest.approx(over_ear_points(error_db(2)), rel=1e-5)


def test_an_equaliser_that_takes_the_error_away_reaches_the_most_that_the_model_gives():
    [record] = survey_read([takes(level_db(3))], request=replace(GRAS, eq_db=-error_db(3)))
    after = record["metrics"]["preference_after_eq"]
    assert after["value"] == pytest.approx(114.49, abs=1e-3)


def test_adjustments_of_the_target_stand_in_its_name_and_move_the_error():
    bass = replace(GRAS, bass_db=6.0)
    [record] = survey_read([takes(level_db(0, size_db=0.0))], request=bass)
    assert record["target"]["name"] == "Harman over-ear 2018 (bass +6 dB)"
    # A response that follows the target without the shelf falls below it in the bass.
    assert record["metrics"]["deviation_slope"]["value"] > 0.0
    several = replace(bass, treble_db=-1.0, tilt_db_per_octave=0.5, ear_gain_db=2.0)
    [record] = survey_read([takes(level_db(0))], request=several)
    for part in ("bass +6 dB", "treble", "ear gain", "tilt"):
        assert part in record["target"]["name"]


def test_another_seed_moves_intervals_and_no_value():
    one, other = (
        survey_read([takes(level_db(4))], request=replace(GRAS, seed=seed))[0] for seed in (1, 2)
    )
    moved = 0
    for name, feature in one["metrics"].items():
        if name != "resonances":
            assert feature["value"] == other["metrics"][name]["value"]
            ends = [(x["low"], x["high"]) for x in (feature, other["metrics"][name])]
            moved += ends[0] != ends[1]
    assert moved >= 5
    found = [[r["frequency_hz"] for r in x["metrics"]["resonances"]["found"]] for x in (one, other)]
    assert found[0] == found[1]


def test_a_seed_gives_the_same_record_twice():
    records = [survey_read([takes(level_db(4))], request=GRAS) for _ in range(2)]
    assert records[0] == records[1]


def test_takes_narrow_the_interval():
    levels_db = [level_db(5) + error_db(20 + n, size_db=0.2) for n in range(5)]
    records = survey_read([takes(*levels_db)], request=GRAS)
    together = records[0]["together"]
    assert together["n_takes"] == 5
    assert [record["together"] for record in records[1:]] == [None] * 4
    for name in ("tilt", "deviation_slope"):
        assert width(together["metrics"][name]) < width(records[0]["metrics"][name])
    # The mean of the takes has the mean of the errors.
    mean_db = np.mean([db - level_db(0, size_db=0.0) for db in levels_db], axis=0)
    assert together["metrics"]["predicted_preference_over_ear"]["value"] == pytest.approx(
        over_ear_points(mean_db),
        abs=0.2,  # takes meet on a finer grid
    )


def test_files_of_the_same_levels_are_one_take():
    copies = survey_read([takes(*[level_db(5)] * 3)], request=GRAS)
    [one] = survey_read([takes(level_db(5))], request=GRAS)
    assert [record["together"] for record in copies] == [None] * 3
    assert width(copies[0]["metrics"]["tilt"]) == width(one["metrics"]["tilt"])
    assert copies[0]["remarks"] == []
    for record in copies[1:]:
        assert record["remarks"] == ["the same levels as x left1.txt: no take of its own"]


def test_a_copy_among_takes_counts_once():
    files = takes(level_db(5), level_db(6), level_db(5))
    together = survey_read([files], request=GRAS)[0]["together"]
    assert together["n_takes"] == 2
    assert together["files"] == ["x left1.txt", "x left2.txt"]


def test_channels_of_the_same_levels_are_told_and_not_compared():
    pair = takes(level_db(6)) + takes(level_db(6), channel="right")
    records = survey_read([pair], request=GRAS)
    for metrics in (records[0]["together"]["metrics"],):
        assert metrics["channel_rms"]["value"] is None
        assert "left and right hold the same levels" in metrics["channel_rms"]["reason"]
    [record] = survey_read([[named(stereo_text(level_db(6), level_db(6)))]], request=GRAS)
    assert "left and right hold the same levels" in record["metrics"]["channel_rms"]["reason"]


def test_a_pair_of_files_shows_what_one_file_with_both_channels_shows():
    left_db, right_db = level_db(7), level_db(7) + 1.5
    pair = takes(left_db) + takes(right_db, channel="right")
    together = survey_read([pair], request=GRAS)[0]["together"]
    [record] = survey_read([[named(stereo_text(left_db, right_db))]], request=GRAS)
    assert together["channels"] == record["channels"] == ["left", "right"]
    for metrics in (together["metrics"], record["metrics"]):
        assert metrics["channel_balance"]["value"] == pytest.approx(-1.5, abs=1e-6)
        assert metrics["channel_shape"]["value"] == pytest.approx(0.0, abs=1e-6)
    names = [name for name in record["metrics"] if name.startswith("channel")]
    assert [together["metrics"][n] for n in names] == [record["metrics"][n] for n in names]


def test_takes_of_another_rig_are_not_mixed():
    files = takes(level_db(8)) + takes(level_db(9), channel="right", Source=EARS)
    records = survey_read([files], request=Request())
    assert [record["rig"] for record in records] == [None, "minidsp-ears"]
    assert [record["together"] for record in records] == [None, None]
    stated = survey_read([files], request=GRAS)
    assert stated[0]["together"] is not None


def test_single_channels_go_before_an_average():
    files = [
        *takes(level_db(8)),
        *takes(level_db(9), channel="right"),
        *takes(level_db(10), channel="average"),
    ]
    together = survey_read([files], request=GRAS)[0]["together"]
    assert together["files"] == ["x left1.txt", "x right1.txt"]


def test_what_two_files_of_one_printed_name_show_is_not_mixed_up():
    # Names that are no text print alike, and dossiers of two folders may name their curve alike.
    products = [
        [named(csv_text(level_db(n)), file="curve.csv", product=f"Product {n}")] for n in (11, 12)
    ]
    records = survey_read(products, request=GRAS)
    for n, record in zip((11, 12), records, strict=True):
        assert record["metrics"]["predicted_preference_over_ear"]["value"] == pytest.approx(
            over_ear_points(error_db(n)), rel=1e-5
        )


def test_a_record_does_not_hang_on_the_company_of_its_file():
    products = [takes(level_db(n)) for n in range(4)]
    together = survey_read(products, request=GRAS)
    alone = [survey_read([product], request=GRAS)[0] for product in products]
    assert together == alone


def test_a_target_of_another_rig_refuses_its_files_and_no_others():
    target = replace(GRAS, rig=None, target=find_target("harman-over-ear-2018"))
    [ears] = takes(level_db(0), Source=EARS)
    on_gras = named(rew_text(level_db(1), Source="GRAS 45CA"), file="gras.txt", product="gras")
    refused, read = survey_read([[ears], [on_gras]], request=target)
    assert (refused["status"], refused["error"]["code"]) == ("refused", "rig-mismatch")
    [alone] = survey_read([[on_gras]], request=target)
    assert read == alone
    assert read["rig_mismatch"] is None
    allowed, _ = survey_read([[ears], [on_gras]], request=replace(target, allow_mismatch=True))
    assert allowed["rig_mismatch"] == "rig mismatch: a target of GRAS 45CA used on miniDSP EARS"


def test_a_rig_stated_against_that_of_the_file_is_told():
    [record] = survey_read([takes(level_db(0), Source=EARS)], request=GRAS)
    assert (record["rig"], record["rig_stated_by"]) == ("gras", "user")
    assert record["remarks"] == ["the file itself states another rig: minidsp-ears"]
    ears = Request(rig=find_rig("EARS"))
    [record] = survey_read([takes(level_db(0), Source=EARS)], request=ears)
    assert (record["rig_stated_by"], record["remarks"]) == ("file", [])


def test_without_a_rig_what_needs_one_says_so():
    [record] = survey_read([takes(level_db(0))], request=Request())
    needs = ["predicted_preference_over_ear", "deviation_sd", "deviation_slope", "inside_bounds"]
    for name in needs:
        assert record["metrics"][name]["value"] is None
        assert record["metrics"][name]["low"] is None
        assert record["metrics"][name]["reason"] == "the rig is not known: state it with --rig"
    assert record["metrics"]["tilt"]["value"] is not None
    assert record["metrics"]["tilt"]["details"]["of"] == "response"


def test_a_rig_without_a_target_of_its_own_says_so():
    [record] = survey_read([takes(level_db(0), Source=EARS)], request=Request())
    assert (record["rig"], record["rig_stated_by"]) == ("minidsp-ears", "file")
    assert record["target"] is None
    reason = record["metrics"]["predicted_preference_over_ear"]["reason"]
    assert "the rig minidsp-ears has no target of its own: name that of another" in reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (rew_text(level_db(0), Smoothing="1/3 octave"), "the curve is smoothed (1/3 octave)"),
        (rew_text(level_db(0), Smoothing="ERB"), "the curve is smoothed (ERB)"),
        (csv_text(level_db(0)).replace("raw", "error"), "the curve is compensated already"),
    ],
)
def test_a_curve_that_is_no_longer_raw_has_no_preference(text, reason):
    [record] = survey_read([[named(text)]], request=GRAS)
    for name in ("predicted_preference_over_ear", "deviation_sd"):
        assert record["metrics"][name]["value"] is None
        assert record["metrics"][name]["reason"] == reason
    assert record["metrics"]["resonances"]["reason"] == reason


def test_a_twelfth_of_an_octave_is_raw():
    [record] = survey_read([takes(level_db(0), Smoothing="1/12 octave")], request=GRAS)
    assert record["metrics"]["predicted_preference_over_ear"]["value"] is not None


def test_a_mean_is_no_more_raw_than_its_least_raw_take():
    files = takes(level_db(0)) + takes(level_db(1), channel="right", Smoothing="1/3 octave")
    together = survey_read([files], request=GRAS)[0]["together"]
    reason = together["metrics"]["predicted_preference_over_ear"]["reason"]
    assert reason == "the curve is smoothed (1/3 octave)"


def test_a_name_that_says_target_is_told(tmp_path):
    records = survey(put(tmp_path, {"Acme Target.txt": rew_text(level_db(0))}))
    [remark] = records["Acme Target.txt"]["remarks"]
    assert remark == "by its name this is a target, not a headphone"


def test_a_product_is_named_with_its_brand_and_variant(tmp_path):
    from auricle.response.formats import parse_phone_book

    book_text = (
        b'[{"name": "Acme", "phones": [{"name": "R3", "file": ["R3", "R3 C"],'
        b' "suffix": ["", "Custom"]}, {"name": "Acme Zwei", "file": "Z"}]}]'
    )
    names = ("R3 L.txt", "R3 C L.txt", "Z L.txt")
    put(tmp_path, {name: rew_text(level_db(n)) for n, name in enumerate(names)})
    book = parse_phone_book(book_text, source=f"{tmp_path.as_posix()}/phone_book.json")
    records = survey_groups(group_files(find_files([tmp_path]), [book]), request=GRAS)
    assert {Path(r["file"]).name: r["product"] for r in records} == {
        "R3 L.txt": "Acme R3",
        "R3 C L.txt": "Acme R3 Custom",
        "Z L.txt": "Acme Zwei",
    }


def test_a_phone_book_cannot_bring_control_characters_into_a_product(tmp_path):
    from auricle.response.formats import parse_phone_book

    book_text = b'[{"name": "Ac\\u001b[31mme", "phones": [{"name": "\\u009b2JX", "file": "R3"}]}]'
    put(tmp_path, {"R3 L.txt": rew_text(level_db(0))})
    book = parse_phone_book(book_text, source=f"{tmp_path.as_posix()}/phone_book.json")
    [record] = survey_groups(group_files(find_files([tmp_path]), [book]), request=GRAS)
    assert record["product"] == "Ac\ufffd[31mme \ufffd2JX"


def test_folder_zip_and_tar_give_the_same_groups_and_contents(tmp_path):
    files = {"a/One L.txt": rew_text(level_db(0)), "a/One R.txt": rew_text(level_db(1))}
    places = (
        put(tmp_path / "folder", files),
        zipped(tmp_path / "x.zip", files),
        tarred(tmp_path / "x.tar.gz", files),
    )
    read = [read_groups(group_files(find_files([place]))) for place in places]
    for [products] in read:
        assert [one.channel for one in products] == ["left", "right"]
        for one, n in zip(products, (0, 1), strict=True):
            [response] = one.measurement.channels.values()
            np.testing.assert_array_equal(response.level_db, level_db(n))


def test_one_process_and_two_give_the_same_records_in_order(tmp_path):
    files = {f"P{n} {side}.txt": rew_text(level_db(n)) for n in range(32) for side in ("", " L")}
    groups = group_files(find_files([put(tmp_path, files)]))
    one, two = (
        [r for batch in run_survey(groups, GRAS, n_jobs=n_jobs) for r in batch] for n_jobs in (1, 2)
    )
    assert one == two
    assert [r["file"] for r in one] == [m.file.name for g in groups for m in g.members]
    assert len(one) == 64


def test_the_files_that_are_read_at_once_are_few_however_many_there_are(tmp_path):
    files = {f"P{n}.txt": "20 1\n" for n in range(900)}
    groups = group_files(find_files([put(tmp_path, files)]))
    sizes = [len(batch) for batch in run_survey(groups, GRAS, n_jobs=1)]
    assert sum(sizes) == 900
    assert max(sizes) <= 64


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (80.64991440506312, 80.6499),
        (-0.0, 0.0),
        (None, None),
        # What cancels leaves a rest that no two processors share.
        (-8.881784197001252e-16, 0.0),
        (1.2345678e-4, 0.000123457),
    ],
)
def test_what_is_kept_of_a_value_differs_on_no_processor(value, expected):
    assert kept(value) == expected
    assert str(kept(value)) == str(expected)


def test_a_file_that_was_not_read_has_every_key_and_its_error():
    error = UnreadableFileError("x.txt", "it is a pipe")
    refused = refused_record("x.txt", error)
    [read] = survey_read([takes(level_db(0))], request=GRAS)
    assert list(refused) == list(read)
    assert refused["error"] == {"code": "unreadable-file", "message": str(error)}
    assert survey_read([[Refused("x.txt", error)]], request=GRAS) == [refused]


# Comparing


def compared(*products, by="mean-300-3000", request=GRAS):
    names = [f"P{n}" for n in range(len(products))]
    return compare_products(products, request, by=by, names=names)


def test_a_curve_and_itself_do_not_differ_and_tie():
    found = compared(takes(level_db(0)), takes(level_db(0)))
    [difference] = found.differences
    assert np.all(difference.difference_db == 0.0)
    assert not any(band.mean_is_clear or band.largest_is_clear for band in difference.bands)


@pytest.mark.parametrize("by", ["mean-300-3000", "500-hz", "1-khz", "loudness"])
def test_a_curve_that_is_6_db_louder_is_the_same_once_levels_are_aligned(by):
    found = compared(takes(level_db(0)), takes(level_db(0) + 6.0), by=by)
    np.testing.assert_allclose(found.differences[0].difference_db, 0.0, atol=1e-9)
    one, other = found.curves
    np.testing.assert_allclose(one.aligned_db, other.aligned_db, atol=1e-9)


def test_the_mean_of_both_channels_is_compared():
    pair = takes(level_db(0) + 1.0) + takes(level_db(0) - 1.0, channel="right")
    found = compared(pair, takes(level_db(0)))
    np.testing.assert_allclose(found.differences[0].difference_db, 0.0, atol=1e-9)
    assert found.curves[0].channels == ("left", "right")


def test_files_of_one_product_on_two_rigs_are_not_compared():
    mixed = takes(level_db(0)) + takes(level_db(1), channel="right", Source=EARS)
    with pytest.raises(AuricleError, match="different rigs"):
        compared(mixed, takes(level_db(0)), request=Request())


def test_a_refused_file_is_not_compared():
    error = UnreadableFileError("x.txt", "it is a pipe")
    with pytest.raises(UnreadableFileError):
        compared([Refused("x.txt", error)], takes(level_db(0)))


# Pictures


def test_a_picture_stands_at_the_level_of_its_target():
    picture = picture_product(takes(level_db(0, size_db=0.0)), GRAS)
    np.testing.assert_allclose(picture.mean_db, picture.target_db, atol=0.05)  # grids differ
    assert picture.bounds_db is not None
    assert np.all(picture.reach_db > 0.0)


def test_a_picture_of_files_that_were_all_refused_says_why():
    error = UnreadableFileError("x.txt", "it is a pipe")
    with pytest.raises(UnreadableFileError):
        picture_product([Refused("x.txt", error)], GRAS)


def test_a_compensated_curve_is_drawn_without_a_target():
    text = csv_text(level_db(0)).replace("raw", "error")
    assert picture_product([named(text)], GRAS).target_db is None


# What is out of range


@pytest.mark.parametrize("ends_hz", [(21_000.0, 40_000.0), (16_100.0, 19_000.0)])
@pytest.mark.parametrize("request_", [GRAS, Request()])
def test_a_curve_of_frequencies_that_are_not_judged_is_refused_and_no_other(ends_hz, request_):
    f = np.geomspace(*ends_hz, 24)
    high = named(rew_text(np.full(24, 80.0) + f / 1e5, frequency_hz=f), file="high.txt")
    refused, read = survey_read([[high], takes(level_db(0))], request=request_)
    assert read["status"] == "read"
    assert refused["error"]["code"] == "measurement-format"
    assert refused["error"]["message"] == (
        f"high.txt:1:1: found frequencies from {ends_hz[0]:g} to {ends_hz[1]:g} Hz, "
        "expected some from 20 to 16000 Hz, where responses are judged"
    )
    with pytest.raises(AuricleError, match="where responses are judged"):
        picture_product([high], request_)


def test_a_curve_beside_the_range_of_the_target_is_refused():
    part = (R40_HZ >= 300.0) & (R40_HZ <= 3000.0)
    mine = target_from_response(FrequencyResponse(R40_HZ[part], HARMAN_DB[part]), name="Mine")
    high = named(rew_text(level_db(0)[R40_HZ > 5000.0], frequency_hz=R40_HZ[R40_HZ > 5000.0]))
    [record] = survey_read([[high]], request=replace(GRAS, target=mine))
    assert "some from 300 to 3000 Hz" in record["error"]["message"]


def test_channels_that_meet_beside_the_range_of_the_target_are_not_joined():
    part = (R40_HZ >= 300.0) & (R40_HZ <= 3000.0)
    mine = target_from_response(FrequencyResponse(R40_HZ[part], HARMAN_DB[part]), name="Mine")
    high = R40_HZ >= 2800.0
    left = named(rew_text(level_db(0)), file="L", channel="left")
    right = named(rew_text(level_db(1)[high], frequency_hz=R40_HZ[high]), file="R", channel="right")
    request = replace(GRAS, target=mine)
    together = survey_read([[left, right]], request=request)[0]["together"]
    assert together is not None
    low = R40_HZ <= 1000.0
    left = named(rew_text(level_db(0)[low], frequency_hz=R40_HZ[low]), file="L", channel="left")
    records = survey_read([[left, right]], request=request)
    assert [record["together"] for record in records] == [None, None]

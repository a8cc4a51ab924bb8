"""Runs, parameters, the pool, the cache and the record."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from viva.catalog import Bank, bank_at
from viva.core import BadInput, VivaError
from viva.lab import Finding, Labs
from viva.lab.cache import Cache, key
from viva.lab.find import LabFailed
from viva.lab.measure import findings, needs, processes, unspoiled
from viva.lab.parameters import complete
from viva.lab.record import LabRecord, fresh, measured, read_records, write_records
from viva.lab.run import job, run, steps


def test_the_same_seed_gives_the_same_and_another_does_not(labs: Labs) -> None:
    entry = labs.entry("coin/heads")
    assert run(job(entry)) == run(job(entry))
    assert run(job(entry)) != run(job(entry, seed=1))


def test_two_settings_see_the_same_draws(labs: Labs) -> None:
    entry = labs.entry("coin/heads")
    few = run(job(entry, {"throws": 100}))["figures"][0]["series"][0]["y"]
    many = run(job(entry, {"throws": 200}))["figures"][0]["series"][0]["y"]
    assert many[:100] == few


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"throw": 5}, "Did you mean throws"),
        ({"zzz": 5}, "The parameters are: throws, share, side, loud"),
        ({"throws": 5}, r"Give a whole number in \[10, 100000\]"),
        ({"throws": "12.5"}, "whole number"),
        ({"throws": "many"}, "whole number"),
        ({"share": "nan"}, "a number in"),
        ({"share": True}, "a number in"),
        ({"side": "edge"}, "one of heads, tails"),
        ({"loud": "perhaps"}, "yes or no"),
    ],
)
def test_a_bad_parameter_is_named(labs: Labs, given: dict[str, object], says: str) -> None:
    with pytest.raises(BadInput, match=says):
        complete(labs.entry("coin/heads").load(), given)


def test_parameters_as_a_person_types_them(labs: Labs) -> None:
    lab = labs.entry("coin/heads").load()
    given = {"throws": "1e3", "share": ".25", "side": "tails", "loud": "yes"}
    assert complete(lab, given) == {"throws": 1000, "share": 0.25, "side": "tails", "loud": True}


def test_partial_results_come_in_order(labs: Labs) -> None:
    made = [d["values"]["n"] for d in steps(job(labs.entry("coin/slow")))]
    assert made == [0, 1, 2]


def test_the_authors_error_names_file_and_line(labs: Labs) -> None:
    with pytest.raises(LabFailed, match=r"topics/coin/lab_slow.py:\d+: .*ValueError: no such coin"):
        run(job(labs.entry("coin/slow"), {"end": "raise"}))


def test_an_unknown_lab_names_the_nearest(labs: Labs) -> None:
    with pytest.raises(BadInput, match="Did you mean coin/heads"):
        labs.entry("coin/head")


def test_the_labs_of_a_bank_given_by_path_are_not_run(copy: Path) -> None:
    with pytest.raises(BadInput, match="given by path"):
        Labs([bank_at(copy)]).entry("coin/heads").load()


def test_claims_over_seeds_with_a_cache(labs: Labs, tmp_path: Path) -> None:
    entry = labs.entry("coin/heads")
    cache = Cache(tmp_path)
    counts: list[tuple[int, int]] = []
    wanted = needs(entry)
    with processes(2) as pool:
        first = {
            n.claim.id: f
            for n, f in findings(wanted, pool, cache, done=lambda *c: counts.append(c))
        }
        assert counts[0] == (0, 6)  # the two claims share five of six runs
        assert counts[-1] == (6, 6)
        again = {
            n.claim.id: f
            for n, f in findings(wanted, pool, cache, done=lambda *c: counts.append(c))
        }
        spoiled = [
            (n.claim.id, f)
            for b in entry.load().broken
            for n, f in findings(needs(entry, broken=b), pool, Cache(None))
        ]
    assert counts[-1] == (6, 6)
    assert counts.count((0, 6)) == 1, "the second time all is in the cache"
    assert again == first
    assert isinstance(first["half"], Finding)
    assert first["half"].standing == "holds"
    assert first["mostly"].standing == "refuted"  # type: ignore[union-attr]
    claims = {c.id: c for c in entry.load().claims}
    assert len(spoiled) == 3
    for name, finding in spoiled:
        assert isinstance(finding, Finding)
        assert not finding.as_wanted(claims[name])
    assert unspoiled(entry.load()) == ()


def test_a_failing_run_fails_its_claim_only(labs: Labs) -> None:
    entry = labs.entry("coin/slow")
    with processes(1) as pool:
        bad = {
            n.claim.id: f
            for n, f in findings(needs(entry, given={"end": "raise"}), pool, Cache(None))
        }
        good = {n.claim.id: f for n, f in findings(needs(entry), pool, Cache(None))}
    assert isinstance(bad["counts"], VivaError)
    assert "no such coin" in str(bad["counts"])
    assert isinstance(good["counts"], Finding)


def test_the_cache_knows_a_changed_lab(copy: Path, tmp_path: Path) -> None:
    labs = Labs([Bank(copy, "copied_bank")])
    before = labs.entry("coin/heads").content_hash()
    file = copy / "topics/coin/lab_heads.py"
    file.write_text(file.read_text() + "\n# changed\n")
    assert labs.entry("coin/heads").content_hash() != before
    entry = labs.entry("coin/slow")
    names = {key(job(entry)), key(job(entry, seed=1)), key(job(entry, {"steps": 2}))}
    assert len(names) == 3
    cache = Cache(tmp_path / "cache")
    cache.keep(job(entry), {"version": 1, "figures": [], "values": {}})
    assert cache.find(job(entry)) is not None
    next((tmp_path / "cache").iterdir()).write_bytes(b"{half")
    assert cache.find(job(entry)) is None


def test_the_record_goes_round_and_goes_stale(copy: Path) -> None:
    entry = Labs([Bank(copy, "copied_bank")]).entry("coin/heads")
    found = Finding("half", "holds", 0.5012345678, 0.49, 0.51, (0.5,) * 6)
    record = LabRecord(
        date(2026, 1, 2), entry.content_hash(), ("numpy==2",), {"half": measured(found)}
    )
    write_records(copy, {entry.id: record})
    back = read_records(copy)
    assert back[entry.id].claims["half"].mean == 0.50123
    assert back[entry.id].claims["half"].seeds == 6
    assert fresh(entry, back[entry.id])
    assert not fresh(entry, None)
    entry.file.write_text(entry.file.read_text() + "\n")
    assert not fresh(entry, back[entry.id])
    (copy / "measured.json").write_text("{")
    with pytest.raises(BadInput, match=r"measured.json"):
        read_records(copy)

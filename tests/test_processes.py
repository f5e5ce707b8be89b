"""Files spread over processes: the same bytes come out for one process or many."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import COMMAND, Lintnews

from lintnews import ahead, processes
from lintnews.processes import spread
from lintnews.report import Checked
from lintnews.runner import Options, run

MANY = 60


def doubling(least: int) -> Callable[[int], bytes]:
    def double(batch: int) -> bytes:
        if batch < least:
            os._exit(1)
        return b"%d" % (2 * batch)

    return double


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_each_batch_is_answered(monkeypatch: pytest.MonkeyPatch, start: str) -> None:
    monkeypatch.setattr(processes, "START", start)
    assert sorted(spread(doubling, (0,), list(range(20)), 3)) == [(n, b"%d" % (2 * n)) for n in range(20)]


def test_what_a_process_had_that_ended_too_early_is_not_answered() -> None:
    assert sorted(spread(doubling, (1,), list(range(20)), 2)) == [(n, b"%d" % (2 * n)) for n in range(1, 20)]
    assert list(spread(doubling, (99,), list(range(20)), 2)) == []


def test_leaving_early_ends_the_processes() -> None:
    answers = spread(doubling, (0,), list(range(20)), 2)
    next(answers)
    answers.close()
    import multiprocessing

    assert multiprocessing.active_children() == []


@pytest.fixture
def articles(folder: Path) -> Path:
    (folder / "below").mkdir()
    for n in range(MANY):
        faults = " ".join(("glim", "blorp", "snerk", "quonk", "zig zog", "glum")[n % k] for k in (2, 3, 6))
        (folder / ("below" if n % 3 else ".") / f"{n}.txt").write_text(f"Article {n} has {faults}.\n" * (1 + n % 7))
    (folder / "latin.txt").write_bytes(b"caf\xe9\n")
    (folder / "twin.txt").write_text((folder / "0.txt").read_text())
    return folder


ARGUMENTS = [
    (),
    ("--level", "all", "--output-format", "json"),
    ("--diff",),
    ("--select", "house/glimmer"),
    ("--select", "house/none"),
    ("--statistics",),
]


@pytest.mark.parametrize("arguments", ARGUMENTS)
def test_the_same_bytes_for_one_process_or_many(lintnews: Lintnews, articles: Path, arguments: tuple[str, ...]) -> None:
    one, two, five = (lintnews("check", "--no-cache", "--jobs", jobs, *arguments) for jobs in "125")
    assert one == two == five
    assert one.status == 2


def test_files_come_in_the_order_in_which_they_are_named(lintnews: Lintnews, articles: Path) -> None:
    names = sorted((str(path.relative_to(articles)) for path in articles.rglob("*.txt")), key=lambda name: name[::-1])
    one, two = (lintnews("check", "--no-cache", "--jobs", jobs, "--output-format", "concise", *names) for jobs in "12")
    assert one == two


def test_the_same_fixes(lintnews: Lintnews, articles: Path) -> None:
    before = {path: path.read_bytes() for path in articles.rglob("*.txt")}
    results = []
    for jobs in "12":
        for path, raw in before.items():
            path.write_bytes(raw)
        done = lintnews("check", "--no-cache", "--fix", "--unsafe-fixes", "--jobs", jobs)
        results.append((done, {path: path.read_bytes() for path in before}))
    assert results[0] == results[1]
    assert results[0][1] != before


def test_processes_leave_nothing_new_to_check(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from lintnews.planner import Plan

    checked: list[str] = []
    check = Plan.check

    def counted(plan: Plan, text: str, format: str) -> Checked:
        checked.append(text)
        return check(plan, text, format)

    monkeypatch.setattr(Plan, "check", counted)
    serial = run(Options((str(articles),), jobs=1))
    assert len(checked) == MANY
    checked.clear()
    assert run(Options((str(articles),), jobs=2)) == serial
    assert checked == []


def test_a_process_that_dies_costs_nothing_but_time(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    serial = run(Options((str(articles),), jobs=1))
    check = ahead.Worker.check

    def dying(worker: ahead.Worker, path: str) -> None:
        if path.endswith("5.txt"):
            os.kill(os.getpid(), signal.SIGKILL)
        check(worker, path)

    monkeypatch.setattr(ahead.Worker, "check", dying)
    assert run(Options((str(articles),), jobs=2)) == serial


def test_little_work_is_done_in_one_process(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []

    def noted(begin: object, arguments: object, batches: list[object], count: int) -> list[object]:
        started.append(count)
        return []

    monkeypatch.setattr(ahead, "spread", noted)
    run(Options((str(articles),)))
    assert not started
    (articles / "big.txt").write_text("It rained again.\n" * 50_000)
    run(Options((str(articles),), jobs=0 if processes.processors() > 1 else 2))
    assert started


def children(pid: int) -> list[int]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(line) for line in listed.stdout.split()]


def alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/status").read_text().split("State:")[1].split()[0]
    except OSError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_no_process_is_left_behind(tmp_path: Path, number: signal.Signals) -> None:
    for n in range(64):
        (tmp_path / f"{n}.txt").write_text(f"The {n} of the committee said that it could of rained.\n" * 400)
    command = [str(COMMAND), "check", "--isolated", "--no-cache", "--jobs", "2", "."]
    started = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
    until = time.monotonic() + 60
    while len(workers := children(started.pid)) < 2 and started.poll() is None and time.monotonic() < until:
        time.sleep(0.01)
    assert len(workers) == 2
    if number == signal.SIGINT:
        os.killpg(started.pid, number)  # as a terminal does
    else:
        os.kill(started.pid, number)
    error = started.communicate()[1]
    assert started.returncode == (130 if number == signal.SIGINT else -signal.SIGKILL)
    assert error == b""
    while any(map(alive, workers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(alive, workers))


def test_a_wrong_number_of_jobs_is_refused(lintnews: Lintnews) -> None:
    for jobs in ("0", "-1", "x", "65"):
        assert lintnews("check", f"--jobs={jobs}").status == 2

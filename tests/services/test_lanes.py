"""Commands keep their order, queries run beside them, and a job stops when it is asked to."""

from __future__ import annotations

import threading
from concurrent.futures import CancelledError

import pytest

from acctdesk.errors import Cancelled
from acctdesk.services.lanes import Job, Lanes

PATIENCE = 20


def test_commands_run_one_after_another_in_order() -> None:
    lanes, done, running = Lanes(), [], threading.Semaphore(1)

    def command(number: int) -> None:
        assert running.acquire(blocking=False), "two commands at a time"
        done.append(number)
        running.release()

    futures = [lanes.write(lambda n=n: command(n)) for n in range(50)]  # type: ignore[misc]
    for future in futures:
        future.result(PATIENCE)
    assert done == list(range(50))
    lanes.close()


def test_a_long_command_keeps_no_query_waiting() -> None:
    lanes, go = Lanes(), threading.Event()
    writing = lanes.write(lambda: go.wait(PATIENCE))
    working = [lanes.work(lambda: go.wait(PATIENCE)) for _n in range(4)]
    assert lanes.read(lambda: 42).result(PATIENCE) == 42
    assert not writing.done()
    go.set()
    assert all(one.result(PATIENCE) for one in (writing, *working))
    lanes.close()


def test_an_error_reaches_who_asked_and_stops_nothing() -> None:
    lanes = Lanes()
    with pytest.raises(ZeroDivisionError):
        lanes.write(lambda: 1 // 0).result(PATIENCE)
    assert lanes.write(lambda: "next").result(PATIENCE) == "next"
    lanes.close()


def test_closing_carries_out_commands_and_drops_waiting_queries() -> None:
    lanes, go, started, done = Lanes(), threading.Event(), threading.Barrier(4), []

    def busy() -> None:
        started.wait(PATIENCE)
        go.wait(PATIENCE)

    reads = [lanes.read(busy) for _n in range(3)]
    started.wait(PATIENCE)
    waiting = lanes.read(lambda: done.append("query"))
    writes = [lanes.write(lambda: go.wait(PATIENCE)), lanes.write(lambda: done.append("command"))]
    threading.Timer(0.1, go.set).start()
    lanes.close()
    assert done == ["command"]
    assert all(one.done() for one in (*reads, *writes))
    with pytest.raises(CancelledError):
        waiting.result(PATIENCE)
    with pytest.raises(RuntimeError):
        lanes.write(lambda: None)


def test_a_job_tells_its_progress_in_steps_one_can_see() -> None:
    shares: list[float] = []
    job = Job("Import", lambda told: shares.append(told.share))
    for step in range(10_001):
        job.progress(step / 10_000)
    assert shares == sorted(shares)
    assert 100 <= len(shares) <= 201
    assert shares[-1] == 1


def test_a_cancelled_job_stops_at_its_next_step() -> None:
    job, steps = Job("Import"), []
    assert not job.cancelled
    job.check()

    def work() -> None:
        for step in range(10):
            job.progress(step / 10)
            steps.append(step)
            if step == 3:
                job.cancel()

    with pytest.raises(Cancelled):
        work()
    assert steps == [0, 1, 2, 3]
    assert job.cancelled
    with pytest.raises(Cancelled):
        job.check()


def test_a_job_is_cancelled_from_another_thread() -> None:
    lanes, job, going = Lanes(), Job("Import"), threading.Event()

    def work() -> None:
        while True:
            job.check()
            going.set()

    future = lanes.work(work)
    assert going.wait(PATIENCE)
    job.cancel()
    with pytest.raises(Cancelled):
        future.result(PATIENCE)
    lanes.close()

from __future__ import annotations

import asyncio
import os
import pickle
import signal
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from inspect import getmembers, isclass
from pathlib import Path
from typing import Any

import pooljobs as jobs
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity import errors
from comity.errors import (
    BusyError,
    ComityError,
    ParameterError,
    QueryError,
    TooLargeError,
    TooLongError,
)
from comity.pool import Limits, Pool, turns
from comity.pool.processes import death
from comity.pool.turns import Experience, Line, Turns

MIB = 1 << 20
QUICK = Limits(seconds=0.6, memory=200 * MIB, answer=4 * MIB, brief=0.1)
PATIENT = replace(QUICK, seconds=120)
linux = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="limits of Linux")


def pooled(
    test: Callable[[Pool], Awaitable[None]], limits: Limits = QUICK, workers: int = 2, **birth: Any
) -> None:
    async def inside() -> None:
        async with Pool(limits, workers, **birth) as pool:
            await test(pool)

    asyncio.run(inside())


def children() -> set[str]:
    """The processes below this one."""
    found, todo = set[str](), [str(os.getpid())]
    while todo:
        path = Path("/proc", todo.pop(), "task")
        with suppress(FileNotFoundError):
            for file in path.glob("*/children"):
                fresh = set(file.read_text().split()) - found
                found |= fresh
                todo += fresh
    return found


# What comes back


@pytest.fixture(scope="module")
def asked() -> Iterator[Callable[..., Any]]:
    """`Pool.run` of one pool, to be called as any function."""
    with asyncio.Runner() as runner:
        pool = runner.run(Pool(QUICK, 1).__aenter__())
        yield lambda *args: runner.run(pool.run(*args))
        runner.run(pool.__aexit__())


@settings(max_examples=200)
@given(st.recursive(st.integers() | st.text() | st.binary(), st.lists, max_leaves=9))
def test_a_result_is_what_the_function_gives_whatever_it_is(
    asked: Callable[..., Any], value: object
) -> None:
    assert asked(jobs.echo, value) == value


def test_a_large_argument_and_a_large_result_arrive_whole() -> None:
    async def test(pool: Pool) -> None:
        data = os.urandom(3 * MIB)
        assert await pool.run(jobs.echo, data) == data

    pooled(test, PATIENT)


def test_an_error_of_ours_keeps_where_and_hint() -> None:
    async def test(pool: Pool) -> None:
        with pytest.raises(ParameterError, match="no such state") as caught:
            await pool.run(jobs.refuse)
        assert (caught.value.where, caught.value.hint) == ("state", "look it up")

    pooled(test)


def test_an_error_of_anyone_keeps_its_kind_and_tells_its_trace() -> None:
    async def test(pool: Pool) -> None:
        with pytest.raises(LookupError, match="nothing there") as caught:
            await pool.run(jobs.fail)
        assert "in fail" in caught.value.__notes__[0]

    pooled(test)


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (jobs.fail_oddly, "OddError: ab"),
        (jobs.give_unpicklable, "cannot pickle"),
        (jobs.leave, "SystemExit: leaving"),
    ],
)
def test_what_cannot_travel_is_described(function: Callable[[], Any], words: str) -> None:
    async def test(pool: Pool) -> None:
        with pytest.raises((RuntimeError, TypeError), match=words):
            await pool.run(function)
        assert await pool.run(jobs.echo, 1) == 1

    pooled(test)


def copied(error: ComityError) -> Any:
    return pickle.loads(pickle.dumps(error))  # noqa: S301  # just made


OURS = [kind for _, kind in getmembers(errors, isclass) if issubclass(kind, ComityError)]


@given(st.sampled_from(OURS), st.text(), st.text(), st.text())
def test_every_error_of_ours_survives_a_pickle(
    kind: type[ComityError], what: str, where: str, hint: str
) -> None:
    error = kind(what, where=where, hint=hint)
    remade = copied(error)
    assert (type(remade), str(remade), remade.args) == (kind, str(error), error.args)
    assert vars(remade) == vars(error)


def test_when_to_come_back_survives_a_pickle() -> None:
    assert copied(BusyError("full", retry_after=7)).retry_after == 7


# Deadlines


@pytest.mark.parametrize("function", [jobs.spin, jobs.spin_deaf])
def test_what_outlives_its_deadline_is_killed_and_the_next_job_is_done(
    function: Callable[[], None],
) -> None:
    async def test(pool: Pool) -> None:
        for _ in range(3):
            before = await pool.run(jobs.number)
            began = time.monotonic()
            with pytest.raises(TooLongError, match=r"0\.6 seconds"):
                await pool.run(function)
            assert 0.6 <= time.monotonic() - began < 15  # the job itself never ends
            assert await pool.run(jobs.number) != before

    pooled(test, workers=1)


def test_a_job_may_have_a_deadline_of_its_own() -> None:
    async def test(pool: Pool) -> None:
        assert await pool.run(jobs.sleep, 0.8, 5, seconds=2) == 5
        with pytest.raises(TooLongError, match=r"0\.05 seconds"):
            await pool.run(jobs.sleep, 1, seconds=0.05)

    pooled(test)


@linux
def test_no_process_is_left_at_the_end_whatever_it_was_at() -> None:
    async def test(pool: Pool) -> None:
        busy.extend(asyncio.create_task(pool.run(jobs.spin, seconds=60)) for _ in range(2))
        await asyncio.sleep(0.2)
        assert len(children() - before) >= 3

    async def inside() -> None:
        async with Pool(QUICK, 2) as pool:
            await test(pool)
        for task in busy:
            with pytest.raises(BusyError, match="ending"):
                await task

    busy: list[asyncio.Task[None]] = []
    before = children()
    asyncio.run(inside())
    assert not children() - before


@linux
def test_workers_end_themselves_when_nobody_is_left_to_kill_them() -> None:
    async def inside() -> None:
        async with Pool(Limits(seconds=0.2), 1) as pool:
            nursery, *workers = await _family(pool)
            task = asyncio.create_task(pool.run(jobs.spin))  # by one; the other is at rest
            await asyncio.sleep(0.05)
            os.kill(nursery, signal.SIGKILL)
            with pytest.raises(TooLongError):
                await task
            await _until(lambda: not any(map(_alive, workers)))
            assert await pool.run(jobs.echo, 1) == 1  # by a new nursery

    asyncio.run(inside())


async def _family(pool: Pool) -> list[int]:
    """The nursery of a pool of one worker, that worker, and the spare one."""
    worker = await pool.run(jobs.number)
    nursery = int(Path(f"/proc/{worker}/stat").read_text().split()[3])
    own = Path(f"/proc/{nursery}/task/{nursery}/children")
    await _until(lambda: len(own.read_text().split()) == 2)
    return [nursery, *map(int, own.read_text().split())]


async def _until(is_so: Callable[[], bool]) -> None:
    for _ in range(600):
        if is_so():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("half a minute was not enough")


def _alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


# Memory and size


@linux
def test_memory_beyond_the_limit_is_refused_and_the_next_job_is_done() -> None:
    async def test(pool: Pool) -> None:
        assert await pool.run(jobs.take, 150 * MIB) == 150 * MIB
        for _ in range(3):
            with pytest.raises(TooLargeError, match="memory"):
                await pool.run(jobs.take, 300 * MIB)
        assert await pool.run(jobs.take, 150 * MIB) == 150 * MIB

    pooled(test, PATIENT)


@linux
def test_a_process_that_has_grown_is_replaced() -> None:
    async def test(pool: Pool) -> None:
        assert await pool.run(jobs.keep, 60 * MIB) == 1
        first = await pool.run(jobs.number)
        assert await pool.run(jobs.keep, 60 * MIB) == 2
        for _ in range(5):
            assert await pool.run(jobs.number) != first

    pooled(test, PATIENT, workers=1)


def test_an_answer_beyond_the_limit_is_refused_where_it_is_made() -> None:
    async def test(pool: Pool) -> None:
        assert len(await pool.run(jobs.give, 4 * MIB - 100)) == 4 * MIB - 100
        with pytest.raises(TooLargeError, match=r"5\.0 MiB, more than the 4\.0 MiB"):
            await pool.run(jobs.give, 5 * MIB)
        assert await pool.run(jobs.echo, 1) == 1

    pooled(test, PATIENT)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three thousand values, on disk."""
    folder = tmp_path_factory.mktemp("store")
    node, value = ox.NamedNode, ox.Literal
    made = ox.Store(str(folder))
    made.bulk_extend(
        ox.Quad(node(f"http://example.org/{i}"), node("http://example.org/p"), value(f"value {i}"))
        for i in range(3000)
    )
    made.flush()
    del made
    return folder


HEAVY = {
    "a sort": "SELECT * { ?a ?p ?x . ?b ?q ?y } ORDER BY ?y ?x",
    "a cross product to a distinct": "SELECT DISTINCT ?x ?y { ?a ?p ?x . ?b ?q ?y }",
    "a concatenation": "SELECT (GROUP_CONCAT(?x) AS ?all) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z }",
    "groups": "SELECT ?x ?y (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?q ?y } GROUP BY ?x ?y",
    "a join by hash": "SELECT * { { ?a ?p ?x . ?b ?q ?y } { ?c ?r ?z . ?d ?s ?w } } ORDER BY ?x",
    "a doubling string": "SELECT * { BIND(REPLACE('"
    + "a" * 5000
    + "', 'a', '"
    + "b" * 5000
    + "') AS ?a) BIND(REPLACE(?a, 'b', '"
    + "c" * 5000
    + "') AS ?b) }",
}


@linux
@pytest.mark.parametrize("name", HEAVY)
def test_a_query_is_stopped_at_the_memory_limit(store: Path, name: str) -> None:
    async def test(pool: Pool) -> None:
        with pytest.raises(TooLargeError, match="memory"):
            await pool.run(jobs.count, HEAVY[name])
        assert await pool.run(jobs.count, "SELECT * { ?a ?p ?x }") == 3000

    limits = Limits(seconds=120, memory=40 * MIB)
    pooled(test, limits, warm=partial(jobs.warm, store), modules=["pyoxigraph"])


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z FILTER(?x != ?y && ?y != ?z) }",
        "SELECT (COUNT(*) AS ?n) { ?a (<http://example.org/p>|!<http://example.org/q>)* ?b . "
        "?c (<http://example.org/p>|^<http://example.org/p>)* ?d }",
    ],
)
def test_a_query_is_stopped_at_its_deadline(store: Path, query: str) -> None:
    async def test(pool: Pool) -> None:
        with pytest.raises(TooLongError):
            await pool.run(jobs.count, query)
        assert await pool.run(jobs.count, "SELECT * { ?a ?p ?x }") == 3000

    pooled(test, Limits(seconds=0.5), warm=partial(jobs.warm, store))


@linux
def test_too_deep_a_query_is_too_large(store: Path) -> None:
    async def test(pool: Pool) -> None:
        deep = "SELECT * { " + "{ " * 200_000 + "?a ?p ?x" + " }" * 200_000 + " }"
        with pytest.raises(TooLargeError, match="nested too deeply"):
            await pool.run(jobs.count, deep)
        assert await pool.run(jobs.count, "SELECT * { ?a ?p ?x }") == 3000

    pooled(test, Limits(), warm=partial(jobs.warm, store))


# Deaths


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (signal.SIGALRM, TooLongError),
        (signal.SIGABRT, TooLargeError),
        (signal.SIGKILL, TooLargeError),
        (signal.SIGSEGV, TooLargeError),
        (signal.SIGTERM, RuntimeError),
        (7 << 8, RuntimeError),
        (None, RuntimeError),
    ],
)
def test_a_death_is_told_by_its_signal(status: int | None, kind: type[Exception]) -> None:
    assert type(death(status)) is kind


@pytest.mark.parametrize("status", [0, 7])
def test_a_process_that_ends_with_its_job_is_not_waited_for(status: int) -> None:
    async def test(pool: Pool) -> None:
        with pytest.raises(RuntimeError, match="ended"):
            await pool.run(jobs.end, status)
        assert await pool.run(jobs.echo, 1) == 1

    pooled(test)


def test_a_process_that_was_killed_at_rest_costs_no_job() -> None:
    async def test(pool: Pool) -> None:
        for _ in range(5):
            os.kill(await pool.run(jobs.number), signal.SIGKILL)
            await asyncio.sleep(0.1)
            assert await pool.run(jobs.echo, 1) == 1

    pooled(test, workers=1)


def test_what_keeps_the_first_process_from_getting_ready_is_told_at_the_start() -> None:
    async def test(pool: Pool) -> None:
        raise AssertionError("it began")

    with pytest.raises(QueryError, match="it cannot be opened") as caught:
        pooled(test, warm=jobs.unready)
    assert caught.value.where == "the folder"
    with pytest.raises(RuntimeError, match="ended"):
        pooled(test, warm=jobs.die_early)


def test_processes_that_never_get_ready_are_not_made_without_end(tmp_path: Path) -> None:
    marker = tmp_path / "tries"

    async def test(pool: Pool) -> None:
        with suppress(RuntimeError):
            await pool.run(jobs.end, 3)
        failed = 0
        for _ in range(100):
            with suppress(RuntimeError):
                await pool.run(jobs.echo, 1)
                continue
            failed += 1
        assert failed == 100

    pooled(test, warm=partial(jobs.unready_after, marker))
    assert marker.stat().st_size < 8


def test_a_function_that_no_process_can_find_is_an_error_of_that_job_alone() -> None:
    async def test(pool: Pool) -> None:
        with pytest.raises((AttributeError, pickle.PicklingError)):
            await pool.run(lambda: 1)
        assert await pool.run(jobs.echo, 1) == 1

    pooled(test)


# Whoever gives up


def test_a_job_whose_asker_is_gone_frees_its_process(tmp_path: Path) -> None:
    async def test(pool: Pool) -> None:
        file = tmp_path / "said"
        file.touch()
        for number in range(3):
            task = asyncio.create_task(pool.run(jobs.mark, file, 0.5, seconds=9))
            while file.read_text() == "began\n" * number:
                await asyncio.sleep(0.01)
            task.cancel()
        assert await pool.run(jobs.echo, 1) == 1
        await asyncio.sleep(0.6)
        assert file.read_text() == "began\n" * 3

    pooled(test, workers=1)


def test_a_waiting_job_whose_asker_is_gone_is_never_begun(tmp_path: Path) -> None:
    async def test(pool: Pool) -> None:
        file = tmp_path / "said"
        first = asyncio.create_task(pool.run(jobs.sleep, 0.3, 1))
        await asyncio.sleep(0)
        second = asyncio.create_task(pool.run(jobs.mark, file, 0))
        await asyncio.sleep(0.1)
        second.cancel()
        assert await first == 1
        assert await pool.run(jobs.echo, 2) == 2
        assert not file.exists()

    pooled(test, workers=1)


# Many at once


def test_more_than_may_wait_are_told_when_to_come_back() -> None:
    limits = Limits(seconds=0.4, waiting=3, brief=0.1)

    async def test(pool: Pool) -> None:
        tasks = [pool.run(jobs.sleep, 0.05, n) for n in range(10)]
        results = await asyncio.gather(*tasks, return_exceptions=True)
        assert results[:5] == [0, 1, 2, 3, 4]
        for error in results[5:]:
            assert isinstance(error, BusyError)
            assert 1 <= error.retry_after <= 120

    pooled(test, limits)


def test_a_brief_job_does_not_wait_for_the_long_ones_before_it() -> None:
    limits = Limits(seconds=20, waiting=64, patience=120, brief=0.1)

    async def test(pool: Pool) -> None:
        slow = [asyncio.create_task(pool.run(jobs.spin)) for _ in range(12)]
        assert await pool.run(jobs.echo, 1) == 1
        assert not any(task.done() for task in slow[2:])
        for task in slow:
            task.cancel()
        ends = await asyncio.gather(*slow, return_exceptions=True)
        assert all(isinstance(end, asyncio.CancelledError | TooLongError) for end in ends)
        assert await pool.run(jobs.echo, 2) == 2

    pooled(test, limits, workers=2)


def test_what_was_brief_before_goes_before_what_nobody_knows() -> None:
    limits = Limits(seconds=20, waiting=20, patience=120, brief=0.1)

    async def test(pool: Pool) -> None:
        assert await pool.run(jobs.echo, 1) == 1
        slow = [asyncio.create_task(pool.run(jobs.spin_on, n)) for n in range(40)]
        await asyncio.sleep(0.01)
        with pytest.raises(BusyError):
            await pool.run(jobs.echo, 2)
        waiting = pool.waiting()
        assert await pool.run(jobs.echo, 1) == 1
        assert waiting - 3 <= pool.waiting()  # as one of those that are tried was stopped
        for task in slow:
            task.cancel()
        await asyncio.gather(*slow, return_exceptions=True)

    pooled(test, limits, workers=2)


def test_what_was_long_before_is_not_tried_again() -> None:
    limits = Limits(seconds=20, waiting=64, patience=120, brief=0.1)

    async def test(pool: Pool) -> None:
        with pytest.raises(TooLongError):
            await pool.run(jobs.spin, seconds=0.2)
        slow = [asyncio.create_task(pool.run(jobs.spin)) for _ in range(40)]
        await asyncio.sleep(0.01)
        for n in range(5):
            assert await pool.run(jobs.echo, n) == n
        assert pool.waiting() == 39
        for task in slow:
            task.cancel()
        await asyncio.gather(*slow, return_exceptions=True)

    pooled(test, limits, workers=2)


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(Line))))
def test_what_was_brief_once_is_brief(notes: list[tuple[int, Line]]) -> None:
    experience = Experience()
    for job, line in notes:
        experience.note(bytes([job]), line)
    last = dict(notes)
    for job in range(10):
        line = Line.BRIEF if (job, Line.BRIEF) in notes else last.get(job, Line.UNTRIED)
        assert experience.line(bytes([job])) is line


def test_memories_have_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_MEMORY", 3)
    experience = Experience()
    for job in range(5):
        experience.note(bytes([job]), Line.LONG)
    kept = [job for job in range(5) if experience.line(bytes([job])) is Line.LONG]
    assert kept == [2, 3, 4]


def test_a_long_job_is_done_even_when_it_had_to_wait() -> None:
    limits = Limits(seconds=2, brief=0.05)

    async def test(pool: Pool) -> None:
        tasks = [pool.run(jobs.sleep, 0.3, n) for n in range(6)]
        assert await asyncio.gather(*tasks) == list(range(6))

    pooled(test, limits)


def test_who_waits_too_long_is_told_so() -> None:
    limits = Limits(seconds=2, patience=0.2)

    async def test(pool: Pool) -> None:
        first = asyncio.create_task(pool.run(jobs.sleep, 0.6, 1))
        await asyncio.sleep(0)
        with pytest.raises(BusyError, match=r"no turn came in 0\.2 seconds"):
            await pool.run(jobs.echo, 2)
        assert await first == 1

    pooled(test, limits, workers=1)


JOBS = st.sampled_from(
    [
        (jobs.echo, ("x",), "x"),
        (jobs.sleep, (0.03, "y"), "y"),
        (jobs.spin, (), TooLongError),
        (jobs.crash, (signal.SIGSEGV,), TooLargeError),
        (jobs.end, (3,), RuntimeError),
        (jobs.fail, (), LookupError),
        (jobs.give, (9 * MIB,), TooLargeError),
    ]
)


@settings(max_examples=10)
@given(st.lists(JOBS, max_size=6))
def test_every_job_ends_as_it_must_whatever_is_beside_it(
    work: list[tuple[Callable[..., Any], tuple[Any, ...], Any]],
) -> None:
    async def test(pool: Pool) -> None:
        tasks = [pool.run(function, *args, seconds=0.5) for function, args, _ in work]
        results = await asyncio.gather(*tasks, return_exceptions=True)
        for (_, _, expected), result in zip(work, results, strict=True):
            assert result == expected or type(result) is expected
        assert await pool.run(jobs.echo, 1) == 1

    pooled(test, Limits(brief=0.1, answer=4 * MIB))


# Turns, without processes


@dataclass
class Place:
    """What watches how many are at work."""

    turns: Turns
    busy: int = 0

    async def at_work(self, steps: int) -> None:
        self.busy += 1
        try:
            assert self.busy <= self.turns.places
            for _ in range(steps):
                await asyncio.sleep(0)
        finally:
            self.busy -= 1

    async def do(self, steps: int, line: Line) -> None:
        """A job of so many steps, of which one is brief."""
        turn = await self.turns.begin(line)
        with self.turns.held(turn):
            await self.at_work(min(steps, 1))
            if steps <= 1:
                return
            if self.turns.lengthen(turn):
                await self.at_work(steps)
                return
        await self.turns.begin_long(turn)
        with self.turns.held(turn):
            assert turn.is_long
            await self.at_work(steps)


@settings(max_examples=200)
@given(
    st.integers(1, 5),
    st.lists(st.tuples(st.sampled_from(Line), st.integers(0, 3), st.booleans()), max_size=40),
)
def test_there_are_never_more_at_work_than_places_and_nobody_is_forgotten(
    places: int, work: list[tuple[Line, int, bool]]
) -> None:
    async def inside() -> None:
        all_turns = Turns(places, Limits(waiting=8))
        place = Place(all_turns)
        tasks = [asyncio.create_task(place.do(steps, line)) for line, steps, _ in work]
        for _ in range(3):
            await asyncio.sleep(0)
        for task, (_, _, gives_up) in zip(tasks, work, strict=True):
            if gives_up:
                task.cancel()
        ends = await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 5)
        assert {type(end) for end in ends} <= {type(None), BusyError, asyncio.CancelledError}
        assert not all_turns.waiting()
        for _ in range(places):  # every place is free again
            await asyncio.wait_for(all_turns.begin(), 1)

    asyncio.run(inside())


@pytest.mark.parametrize("name", ["seconds", "memory", "answer", "patience", "brief", "waiting"])
def test_a_limit_must_be_one(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        Limits(**{name: -1})

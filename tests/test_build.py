from __future__ import annotations

import multiprocessing
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tinyloader import TinyLoader

from comity import loading, resources
from comity.build import BuildReport, build, open_build
from comity.errors import BuildError, NotConformantError, SourceError, StoreError
from comity.folder import writing
from comity.loading import Refusal, read_articles
from comity.model import Metadata, Reading
from comity.store import Solutions
from comity.terms import Terms, name
from comity.turtle import triples_of
from comity.workers import FEW

SWEDEN = "2024-03-08\nSweden joined NATO in 2024.\n"
FINLAND = "2023-04-05\r\nFinland joined NATO in 2023.\r\n"
CROATIA = "2013-07-02\nCroatia joined the European Union in 2013.\n"
JOINED = """
PREFIX comity: <https://w3id.org/comity/ns#>
SELECT DISTINCT ?member { ?membership comity:member ?member } ORDER BY ?member
"""


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "sweden.txt").write_bytes(SWEDEN.encode())
    (folder / "finland.txt").write_bytes(FINLAND.encode())
    (folder / "finland.yaml").write_text("The Example")
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


Make = Callable[..., BuildReport]


@pytest.fixture
def make(articles: Path, out: Path) -> Make:
    def made(*sources: Path, into: Path = out, **options: object) -> BuildReport:
        options.setdefault("loaders", [TinyLoader()])
        return build(sources or [articles], into, **options)  # type: ignore[arg-type]  # as given

    return made


def contents(folder: Path) -> dict[str, bytes]:
    files = [file for file in folder.rglob("*") if file.is_file()]
    named = {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}
    return {name: data for name, data in sorted(named.items()) if not name.startswith("store/")}


def members(folder: Path) -> list[str]:
    answer = open_build(folder).store().query(JOINED)
    assert isinstance(answer, Solutions)
    return [row["member"].value.rpartition("/")[2] for row in answer]


def test_a_build_answers_and_has_a_file_for_each_graph(make: Make, out: Path) -> None:
    report = make()
    assert (report.read, report.kept, report.exit_code) == (2, 0, 0)
    assert members(out) == ["fin", "swe"]
    assert [name.partition("-")[0] for name in contents(out)] == [
        "articles/finland",
        "articles/sweden",
        "facts.ttl",
        "manifest.ttl",
        "reference.ttl",
        *sorted(f"texts/{graph.text_sha256}.txt" for graph in report.build.manifest.graphs[:2]),
    ]


def test_the_same_articles_give_the_same_bytes(make: Make, out: Path, tmp_path: Path) -> None:
    make()
    first = contents(out)
    again = make()
    assert (again.read, again.kept) == (0, 2)
    assert contents(out) == first
    make(into=tmp_path / "other")
    assert contents(tmp_path / "other") == first


def test_several_processes_make_the_bytes_that_one_makes(
    make: Make, articles: Path, out: Path, tmp_path: Path
) -> None:
    for number in range(2 * FEW):
        text = f"20{number:02}-07-02\nCroatia joined the European Union in 2013.\n"
        (articles / f"croatia-{number}.txt").write_text(text)
    (articles / "two.many").write_text(f"{SWEDEN}\n====\n{FINLAND}")
    report, loader = make(jobs=1), TinyLoader()
    others = make(jobs=2, loaders=[loader], into=tmp_path / "other")
    assert contents(tmp_path / "other") == contents(out)
    assert (others.read, others.notes, loader.read) == (report.read, report.notes, [])


def test_an_article_that_ends_a_process_is_refused_alone(make: Make, articles: Path) -> None:
    for number in range(FEW):
        (articles / f"sweden-{number}.txt").write_text(f"2024-03-08\n{SWEDEN} {number}")
    (articles / "middle.txt").write_text("2024-03-08\nKILL")
    report = make(jobs=2)
    assert [refusal.name for refusal in report.refusals] == ["middle.txt"]
    assert "ended the process" in str(report.refusals[0])
    assert (report.read, report.exit_code) == (FEW + 2, 4)


def test_an_article_whose_reading_does_not_end_is_refused_alone(
    make: Make, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "_SECONDS", 0.5)
    (articles / "middle.txt").write_text("2024-03-08\nCIRCLE")
    report = make()
    assert [refusal.name for refusal in report.refusals] == ["middle.txt"]
    assert "took more than" in str(report.refusals[0])
    assert (report.read, report.exit_code) == (2, 4)


def test_the_order_of_sources_changes_nothing(
    make: Make, articles: Path, out: Path, tmp_path: Path
) -> None:
    make(articles / "sweden.txt", articles / "finland.txt")
    make(articles / "finland.txt", articles / "sweden.txt", into=tmp_path / "other")
    assert contents(tmp_path / "other") == contents(out)


def test_texts_are_kept_as_they_were_under_their_hash(make: Make, out: Path) -> None:
    made = make().build
    texts = {made.text(graph.text_sha256) for graph in made.manifest.graphs if graph.source}
    assert texts == {SWEDEN, FINLAND}
    assert made.text("0" * 64) is None
    sweden = next(graph for graph in made.manifest.graphs if graph.source == "sweden.txt")
    (out / "texts" / f"{sweden.text_sha256}.txt").write_text("changed")
    with pytest.raises(BuildError, match="changed"):
        made.text(sweden.text_sha256)


def test_only_a_new_article_is_read(make: Make, articles: Path, out: Path, tmp_path: Path) -> None:
    make()
    (articles / "croatia.txt").write_text(CROATIA)
    loader = TinyLoader()
    report = make(loaders=[loader])
    assert (loader.read, report.read, report.kept) == (["croatia"], 1, 2)
    assert members(out) == ["fin", "hrv", "swe"]
    make(into=tmp_path / "fresh")
    assert contents(out) == contents(tmp_path / "fresh")


def test_an_article_no_longer_given_is_no_longer_there(
    make: Make, articles: Path, out: Path, tmp_path: Path
) -> None:
    make()
    (articles / "sweden.txt").unlink()
    report = make()
    assert (report.read, report.kept, report.removed) == (0, 1, 1)
    assert members(out) == ["fin"]
    make(into=tmp_path / "fresh")
    assert contents(out) == contents(tmp_path / "fresh")


def test_a_changed_metadata_file_has_its_article_read_again(
    make: Make, articles: Path, out: Path
) -> None:
    make()
    (articles / "finland.yaml").write_text("Another Example")
    loader = TinyLoader()
    make(loaders=[loader])
    assert loader.read == ["finland"]
    assert any(b"Another Example" in data for data in contents(out).values())


def test_other_metadata_given_has_every_article_read_again(make: Make) -> None:
    make()
    report = make(given=Metadata(outlet="Given"))
    assert (report.read, report.kept) == (2, 0)


def test_a_file_changed_by_hand_is_made_again(make: Make, out: Path) -> None:
    make()
    whole = contents(out)
    file = next((out / "articles").glob("sweden*"))
    file.write_text("# gone")
    (out / "facts.ttl").write_text("# gone")
    loader = TinyLoader()
    make(loaders=[loader])
    assert loader.read == ["sweden"]
    assert contents(out) == whole


def test_a_damaged_store_is_made_again(make: Make, out: Path) -> None:
    made = make().build
    for file in (out / "store" / made.hash).glob("*"):
        file.write_bytes(b"")
    with pytest.raises(StoreError):
        open_build(out).store().query("ASK {}")
    make()
    assert members(out) == ["fin", "swe"]


def test_a_paragraph_on_top_moves_offsets_and_leaves_the_claim(
    make: Make, articles: Path, out: Path
) -> None:
    def claim() -> tuple[str, str]:
        data = next((out / "articles").glob("sweden*")).read_bytes()
        claims = [
            t.subject.value for t in triples_of(data) if t.predicate == name("comity", "predicate")
        ]
        _, span, digest = claims[0].rsplit("/", 2)
        return span, digest

    make()
    span, digest = claim()
    (articles / "sweden.txt").write_text(SWEDEN.replace("\n", "\nA new paragraph.\n\n", 1))
    make()
    assert claim() == ("29-56", digest)
    assert span == "11-38"


def test_a_refused_article_is_named_and_the_others_are_built(
    make: Make, articles: Path, out: Path
) -> None:
    (articles / "binary.txt").write_bytes(b"\0\1")
    (articles / "broken.txt").write_text("2024-01-01\nBROKEN")
    (articles / "undated.txt").write_text("no day")
    (articles / "nobody.txt").write_text(SWEDEN + "NOBODY")
    report = make()
    assert report.exit_code == 4
    assert [refusal.name.partition(" ")[0] for refusal in report.refusals] == [
        "binary.txt",
        "broken.txt",
        "nobody.txt",
        "undated.txt",
    ]
    binary, broken, nobody, _ = report.refusals
    assert "no text" in str(binary)
    assert isinstance(broken.error.__cause__, LookupError)
    assert isinstance(nobody.error, NotConformantError)
    assert "subject" in nobody.error.report
    assert members(out) == ["fin", "swe"]


def test_a_refused_article_is_tried_again_and_leaves_when_it_no_longer_reads(
    make: Make, articles: Path, out: Path
) -> None:
    make()
    (articles / "sweden.txt").write_text("2024-01-01\nBROKEN")
    assert (make().removed, members(out)) == (1, ["fin"])
    assert make().exit_code == 4
    (articles / "sweden.txt").write_text(SWEDEN)
    assert (make().exit_code, members(out)) == (0, ["fin", "swe"])


def test_one_bad_article_of_several_in_a_file_leaves_the_others(
    make: Make, articles: Path, out: Path
) -> None:
    (articles / "wire.many").write_text(f"{CROATIA}\n====\n2024-01-01\nBROKEN\n====\n{SWEDEN}")
    report = make()
    assert [refusal.name for refusal in report.refusals] == ["wire.many"]
    assert sorted(path.stem[:-9] for path in (out / "articles").iterdir()) == [
        "finland",
        "sweden",
        "wire-0",
        "wire-2",
    ]


def test_where_nothing_can_be_read_the_last_build_stands(
    make: Make, articles: Path, out: Path, tmp_path: Path
) -> None:
    make()
    before = contents(out)
    (tmp_path / "bad.txt").write_bytes(b"\0")
    (tmp_path / "empty").mkdir()
    with pytest.raises(BuildError, match=r"bad\.txt.*no text"):
        make(tmp_path / "bad.txt")
    with pytest.raises(SourceError, match="no file in it ends in"):
        make(tmp_path / "empty")
    with pytest.raises(SourceError, match="no such file"):
        make(tmp_path / "missing")
    assert contents(out) == before
    assert members(out) == ["fin", "swe"]


def test_a_file_that_no_loader_reads_is_refused_if_given_and_passed_by_in_a_folder(
    make: Make, articles: Path
) -> None:
    (articles / "notes.pdf").write_bytes(b"%PDF")
    assert make().refusals == ()
    report = make(articles, articles / "notes.pdf")
    assert [str(refusal) for refusal in report.refusals if ".pdf" in str(refusal)]


def test_the_same_article_in_two_places_is_one_article_and_said_so(
    make: Make, articles: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(articles / "sweden.txt", other)
    for _ in range(2):
        report = make(articles, other)
        assert report.notes == (
            f"{other / 'sweden.txt'} has the same article as sweden.txt: kept once",
        )
        assert len([g for g in report.build.manifest.graphs if g.source]) == 2
    assert make(other, articles).notes


def test_when_the_first_of_two_copies_goes_the_other_is_read_anew(
    make: Make, articles: Path, out: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(articles / "sweden.txt", other / "sweden.txt")
    (articles / "sweden.yaml").write_text("First")
    make(articles, other)
    (articles / "sweden.txt").unlink()
    make(articles, other)
    incremental = contents(out)
    make(articles, other, into=tmp_path / "fresh")
    assert incremental == contents(tmp_path / "fresh")


def test_every_iri_of_the_data_lies_below_the_base_that_was_given(make: Make, out: Path) -> None:
    made = make(terms=Terms("https://data.example/kg/")).build
    assert made.terms.base == "https://data.example/kg/"
    assert members(out) == ["fin", "swe"]
    for data in contents(out).values():
        assert b"https://w3id.org/comity/id/" not in data
    everything = made.store().query(
        "SELECT ?s { ?s ?p ?o FILTER(CONTAINS(STR(?s), '/id/')) "
        "FILTER(!STRSTARTS(STR(?s), 'https://data.example/kg/')) }"
    )
    assert isinstance(everything, Solutions)
    assert len(everything) == 0


def test_another_base_makes_a_wholly_different_build(make: Make, out: Path, tmp_path: Path) -> None:
    make()
    make(terms=Terms("https://data.example/kg/"))
    make(into=tmp_path / "fresh", terms=Terms("https://data.example/kg/"))
    assert contents(out) == contents(tmp_path / "fresh")


def test_a_build_without_its_store_answers_from_its_files(make: Make, out: Path) -> None:
    made = make().build
    shutil.rmtree(out / "store")
    shutil.rmtree(out / "texts")
    assert open_build(out).hash == made.hash
    assert members(out) == ["fin", "swe"]


def test_entities_can_be_added_to_those_comity_knows(
    make: Make, articles: Path, out: Path, tmp_path: Path
) -> None:
    extra = tmp_path / "league.ttl"
    extra.write_text(
        "@prefix c: <https://w3id.org/comity/ns#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "<https://w3id.org/comity/id/org/league> a c:Organisation ;\n"
        '    skos:prefLabel "Harbour League"@en .\n'
    )
    (articles / "league.txt").write_text("2020-01-02\nNorway joined the Harbour League in 2020.\n")
    assert [refusal.name for refusal in make().refusals] == ["league.txt"]
    assert make(names=[extra]).refusals == ()
    assert members(out) == ["fin", "nor", "swe"]
    assert b"Harbour League" in contents(out)["reference.ttl"]


def test_facts_that_do_not_conform_leave_the_last_build(
    make: Make, articles: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make()
    before = contents(out)
    strict = tmp_path / "ontology"
    shutil.copytree(resources.ontology(), strict)
    (strict / "shapes" / "strict.ttl").write_text(
        "@prefix c: <https://w3id.org/comity/ns#> . @prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        "<https://data.example/strict> a sh:PropertyShape ; sh:targetClass c:Membership ;\n"
        '    sh:path c:member ; sh:maxCount 0 ; sh:message "Have none." .\n'
    )
    (articles / "croatia.txt").write_text(CROATIA)
    monkeypatch.setattr(resources, "ontology", lambda: strict)
    with pytest.raises(NotConformantError) as caught:
        make(terms=Terms("https://data.example/strict/"))  # shapes are read once for each base
    assert caught.value.exit_code == 3
    assert "Have none." in caught.value.report
    assert contents(out) == before
    assert members(out) == ["fin", "swe"]


def test_a_second_build_of_a_folder_is_refused_or_waits(make: Make, out: Path) -> None:
    context = multiprocessing.get_context("spawn")
    held, let_go = context.Event(), context.Event()
    holder = context.Process(target=_hold, args=(out, held, let_go))
    holder.start()
    assert held.wait(30)
    with pytest.raises(BuildError, match="another build"):
        make()
    report = make(waiting=let_go.set)
    holder.join()
    assert report.read == 2


def _hold(out: Path, held, let_go) -> None:  # type: ignore[no-untyped-def]  # events have no class
    with writing(out):
        held.set()
        let_go.wait(30)


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from tinyloader import TinyLoader
from comity.build import build

left = int(sys.argv[4])
def count(event, arguments):
    global left
    if event == "os.rename":
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(count)
build([Path(sys.argv[2])], Path(sys.argv[3]), loaders=[TinyLoader()])
"""


@pytest.mark.parametrize("renames", [1, 7, 9, 11, 12, 13, 14, 15, 16])
def test_a_build_killed_at_any_moment_leaves_a_build_that_answers(
    make: Make, articles: Path, out: Path, tmp_path: Path, renames: int
) -> None:
    make()
    (articles / "sweden.txt").write_text(SWEDEN + "Norway joined NATO in 1949.\n")
    (articles / "finland.txt").unlink()
    (articles / "croatia.txt").write_text(CROATIA)
    command = [sys.executable, "-c", KILLED, str(Path(__file__).parent), articles, out]
    done = subprocess.run([*command, str(renames)], check=False)
    assert done.returncode in {0, -signal.SIGKILL}
    assert members(out) in (["fin", "swe"], ["hrv", "nor", "swe"])
    make()
    assert members(out) == ["hrv", "nor", "swe"]
    make(into=tmp_path / "fresh")
    assert contents(out) == contents(tmp_path / "fresh")
    assert not (out / ".next").exists()


def test_a_build_killed_while_it_reads_leaves_the_last_one(
    make: Make, articles: Path, out: Path
) -> None:
    make()
    before = contents(out)
    (articles / "zz.txt").write_text("2024-01-01\nKILL")
    command = [sys.executable, "-c", KILLED, str(Path(__file__).parent), articles, out, "0"]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert (out / ".next").exists()
    kept = {name: data for name, data in contents(out).items() if not name.startswith(".next/")}
    assert kept == before
    assert members(out) == ["fin", "swe"]


def test_a_reader_of_the_last_build_is_not_disturbed_by_the_next(
    make: Make, articles: Path, out: Path
) -> None:
    make()
    last = open_build(out)
    store = last.store()
    (articles / "croatia.txt").write_text(CROATIA)
    make()
    answer = store.query(JOINED)
    assert isinstance(answer, Solutions)
    assert len(answer) == 2
    with pytest.raises(StoreError, match="open"):
        last.store()


def test_progress_counts_sources_and_names_the_next(make: Make) -> None:
    told: list[tuple[int, int, str]] = []
    make(progress=lambda *step: told.append(step))
    assert told == [(0, 2, "finland.txt"), (1, 2, "sweden.txt"), (2, 2, "")]


def test_a_folder_without_a_build_is_said_to_have_none(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="no build"):
        open_build(tmp_path)


def test_the_manifest_reads_back_as_it_was(make: Make, out: Path) -> None:
    made = make().build
    assert open_build(out).manifest == made.manifest
    assert made.manifest.triples == len(
        [*made.store().query("SELECT * { GRAPH ?g { ?s ?p ?o } }")]  # type: ignore[misc]  # SELECT
    )


def test_articles_are_read_without_any_build(articles: Path) -> None:
    (articles / "broken.txt").write_text("2024-01-01\nBROKEN")
    results = list(read_articles([articles], Metadata(), [TinyLoader()]))
    assert [type(result) for result in results] == [Refusal, Reading, Reading]


def test_hidden_files_are_not_read(articles: Path) -> None:
    (articles / ".hidden").mkdir()
    (articles / ".hidden" / "a.txt").write_text(SWEDEN)
    (articles / ".a.txt").write_text(SWEDEN)
    assert len(list(read_articles([articles], Metadata(), [TinyLoader()]))) == 2


def test_the_installed_loaders_are_used_if_none_are_given(tmp_path: Path, out: Path) -> None:
    (tmp_path / "a.txt").write_text("Oslo, 8 March 2024\n\nSweden joined NATO in 2024.\n")
    report = build([tmp_path / "a.txt"], out)
    assert report.read == 1
    assert "comity_loaders" in report.build.manifest.rules

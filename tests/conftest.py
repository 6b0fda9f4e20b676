from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings
from shipped import ARTICLES

from comity.build import build
from comity.dates import PartialDate, When
from comity.model import (
    Article,
    Claim,
    Entity,
    Form,
    Kind,
    Modality,
    OfficeStatus,
    Predicate,
    Quotation,
    Reading,
    Span,
    local_entity,
)
from comity.terms import Terms
from comity.workers import cores

# In CI the same commit has the same examples, so that a red run says something of the commit; on a
# developer's machine each run looks for new ones.
settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("here", deadline=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

TEXT = (
    "Sweden joins NATO\r\n\r\n"
    "Sweden joined NATO on 7 March 2024. The alliance has 32 members.\r\n"
    "“Sweden may send troops,” the spokesperson said, a news agency reported.\r\n"
    "The Baltic Assembly consists of Estonia, Latvia and Lithuania.\r\n"
)
SWEDEN = Entity(Kind.STATE, "state/swe", "Sweden")
NATO = Entity(Kind.ORGANISATION, "org/nato", "NATO")
ASSEMBLY = Entity(Kind.ORGANISATION, "org/baltic-assembly", "Baltic Assembly")
BALTIC = tuple(
    Entity(Kind.STATE, f"state/{code}", label)
    for code, label in (("est", "Estonia"), ("lva", "Latvia"), ("ltu", "Lithuania"))
)
SPEAKER = local_entity(Kind.PERSON, "the spokesperson")


def at(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: tests wait for servers, browsers and deadlines."""
    return cores() + 1


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build of the sample articles, made once, for all processes that run tests."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if base.name.startswith("popen-") else base) / "samples-build"
    build([ARTICLES], folder, waiting=lambda: None)
    return folder


@pytest.fixture
def terms() -> Terms:
    return Terms()


@pytest.fixture
def reading() -> Reading:
    """One of everything that a reading can hold."""
    said = at("“Sweden may send troops,” the spokesperson said, a news agency reported.")
    joined = at("Sweden joined NATO on 7 March 2024.")
    return Reading(
        article=Article(
            TEXT,
            "Sweden in NATO",
            published=When(PartialDate("2024-03-08")),
            outlet="The Example",
            url="https://news.example/sweden",
            title=at("Sweden joins NATO"),
        ),
        sentences=(joined, said),
        quotations=(
            Quotation(
                speaker=SPEAKER,
                content=at("Sweden may send troops"),
                passage=said,
                cue="said",
                form=Form.DIRECT,
                rule="statement/direct",
                chain=("A news agency",),
                about=(SWEDEN,),
            ),
        ),
        claims=(
            Claim(
                predicate=Predicate.JOINED,
                subject=SWEDEN,
                object=NATO,
                passage=joined,
                rule="accession/joined",
                when=When(PartialDate("2024-03-07"), words="on 7 March 2024"),
            ),
            Claim(
                predicate=Predicate.MEMBER_COUNT,
                subject=NATO,
                passage=at("The alliance has 32 members."),
                rule="roster/count",
                count=32,
            ),
            Claim(
                predicate=Predicate.PROPOSITION,
                subject=SWEDEN,
                passage=at("Sweden may send troops"),
                rule="statement/proposition",
                modality=Modality.HEDGED,
                said_in=said,
            ),
            Claim(
                predicate=Predicate.HOLDS_OFFICE,
                subject=SPEAKER,
                object=NATO,
                text="spokesperson",
                status=OfficeStatus.CURRENT,
                passage=said,
                rule="office/title",
            ),
            Claim(
                predicate=Predicate.ROSTER,
                subject=ASSEMBLY,
                passage=at("The Baltic Assembly consists of Estonia, Latvia and Lithuania."),
                rule="roster/closed",
                members=BALTIC,
                complete=True,
            ),
        ),
        reader="example 1",
    )

"""The commands by which people judge what comity finds: by gold, and claim by claim."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from comity.commands import (
    PATH,
    Command,
    build_option,
    format_option,
    jobs_option,
)

review_option = click.option(
    "--review",
    "decisions",
    type=PATH,
    help="TSV of comity review: the claims that somebody accepts or rejects.",
)
hold_option = click.option(
    "--hold-below",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    metavar="CONFIDENCE",
    help="Keep claims that are less sure out of the build, for review.",
)
names_option = click.option(
    "--gazetteer", "names", multiple=True, type=PATH, help="YAML or Turtle: more names."
)


@click.command(
    cls=Command,
    section="Look closer",
    statuses=(4, 5),
    examples=(
        "comity evaluate examples/gold",
        "comity evaluate examples/gold --misses",
        "comity evaluate examples/gold --at-least 0.9 --format md > accuracy.md",
    ),
)
@click.argument("folders", metavar="GOLD_DIR...", nargs=-1, required=True, type=PATH)
@click.option("--only", default="", metavar="PREFIX", help="Articles whose names begin so.")
@click.option("--misses", "listed", is_flag=True, help="List what was missed or found wrongly.")
@click.option("--rules", is_flag=True, help="Count by rule what was right and what was false.")
@click.option(
    "--at-least",
    "least",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="F1",
    help="Exit with 5 where the F1 of all kinds is less.",
)
@names_option
@jobs_option
@format_option
def evaluate(
    folders: tuple[Path, ...],
    only: str,
    listed: bool,
    rules: bool,
    least: float,
    names: tuple[Path, ...],
    jobs: int,
    style: str,
) -> None:
    """Measure the readings of the annotated articles in folders: precision, recall, F1."""
    from comity import show
    from comity.evaluate import evaluate as measured
    from comity.evaluate.misses import misses
    from comity.show.console import tell

    with show.progress("reading") as progress:
        found = measured(folders, progress, only=only, names=names, jobs=jobs)
    if rules:
        show.rules(found.rules, style)
    else:
        show.evaluation(found, list(misses(found)) if listed else None, style)
    for refusal in found.refusals:
        tell(f"refused: {refusal}", "red")
    if found.figures["all"].f1 < least:
        tell(f"F1 {found.figures['all'].f1:.3f} is less than {least:g}", "red")
        sys.exit(5)
    sys.exit(4 if found.refusals else 0)


@click.command(
    cls=Command,
    section="Look closer",
    examples=(
        "comity review --at my-build",
        "comity review --at my-build --all --format tsv > review.tsv",
    ),
)
@build_option("The build.")
@click.option("--all", "everything", is_flag=True, help="List what is not held, too.")
@format_option
def review(where: Path, everything: bool, style: str) -> None:
    """List the claims that are held for want of confidence, and what was decided on claims.

    As TSV the list is a review file: write accept or reject in the place of a ?, and give the file
    to comity build --review.
    """
    from comity import show
    from comity.reviewing import review_lines

    show.review(review_lines(where, everything=everything), style)

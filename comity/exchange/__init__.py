"""Graphs out to the store that a user already runs, and back: pushed, compared, pulled, asked.

`profiles/` says, as data, what is peculiar to each kind of store; everything else is SPARQL 1.1:
the Graph Store Protocol, Query and Update. What has arrived is recorded in the store itself, in a
graph of comity's own, so that any machine can go on where another stopped.
"""

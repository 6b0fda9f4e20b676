"""The HTTP interface: SPARQL for programs, stored queries as an API, pages for people.

Nothing is queried in the server's own process: every handler hands a function to the pool, whose
processes have the published build open and can be killed (`comity.pool`).
"""

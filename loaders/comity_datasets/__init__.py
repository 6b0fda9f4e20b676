"""Data sets of the field as claims: a row stands beside the news, and may contradict it.

A plug-in of the entry points `comity.loaders`, like `comity_loaders`. It knows the engine's model,
dates, gazetteer and errors, and nothing of RDF.
"""

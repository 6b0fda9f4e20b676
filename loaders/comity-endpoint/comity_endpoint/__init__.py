"""A rule that asks a language model, and checks every word of its answer against the text.

It is off unless `COMITY_ENDPOINT_URL` is set in the environment.
"""

"""Meetings: where they are told of, who came, and what they were about."""

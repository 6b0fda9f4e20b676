"""Sentences as patterns see them: names put away, clauses unfolded, stance told."""

"""Names of states and bodies in a text, and what they mean there."""

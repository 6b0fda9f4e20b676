"""Who said what: cues, voices, content, and the chain to the reader."""

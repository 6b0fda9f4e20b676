"""What the formats have in common: bytes to text, text and metadata to an article."""

"""What a small model, trained on passages of our own, reads where the rules know no wording."""

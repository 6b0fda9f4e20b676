"""Validation for CI: many files at once, each finding with its file, line and passage."""

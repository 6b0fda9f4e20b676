"""Titles of office in running text: "the former Georgian deputy prime minister"."""

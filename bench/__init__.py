"""What comity costs, as ratios to the tools it stands on; `python -m bench` prints them."""

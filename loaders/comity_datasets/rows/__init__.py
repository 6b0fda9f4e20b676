"""Files of rows: CSV and JSON, read row by row, with the place of whatever is wrong in them."""

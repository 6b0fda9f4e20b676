"""Random worlds: articles with what they say, and the store that fusion makes of them."""

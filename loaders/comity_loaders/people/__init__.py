"""Who is named in an article: the forms of a name, and whose they are."""

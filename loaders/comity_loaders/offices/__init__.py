"""Who holds which office by an article, and whom its roles and pronouns mean."""

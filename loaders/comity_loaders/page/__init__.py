"""What stands around an article on its page: metadata head, dateline, furniture."""

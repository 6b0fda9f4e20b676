"""The loaders that come with comity: news text in, articles and claims out."""

"""How the network that `comity_loaders.learned` runs is made."""

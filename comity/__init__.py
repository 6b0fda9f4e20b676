"""comity: a knowledge graph of international organisations that shows the words it rests on."""

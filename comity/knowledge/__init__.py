"""A knowledge graph as Python has it: questions with Python's values, answers as tables of rows."""

from comity.knowledge.graph import KnowledgeGraph
from comity.knowledge.table import Answer, Row, Table

__all__ = ["Answer", "KnowledgeGraph", "Row", "Table"]

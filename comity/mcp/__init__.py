"""The stored queries as tools for agents, over the Model Context Protocol.

Each call is answered in a process that can be killed (`comity.pool`), within caps that are
announced, and carries the words that it rests on. See https://modelcontextprotocol.io.
"""

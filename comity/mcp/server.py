"""The server: what the protocol asks, answered by processes that can be killed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cached_property
from importlib.metadata import version
from typing import Any, TypeVar

from mcp import MCPError, types
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server

from comity.errors import ComityError, TooLongError, UnknownNameError
from comity.hints import did_you_mean, suggestions
from comity.mcp import jobs, resources
from comity.mcp.arguments import checked
from comity.mcp.articles import URI as ARTICLES
from comity.mcp.caps import Caps
from comity.mcp.replies import Reply
from comity.mcp.schemas import words
from comity.mcp.source import Source, state_of
from comity.mcp.tools import Call, calls
from comity.pool import Pool

_log = logging.getLogger(__name__)
_T = TypeVar("_T")
_Context = ServerRequestContext[Any]
_Paged = types.PaginatedRequestParams | None


class Agents:
    """What answers agents.

    Args:
        where: a build's folder, or the URL of an endpoint.
        pool: the processes that read it.
        caps: how much one call may give.
    """

    def __init__(self, where: str, pool: Pool, caps: Caps) -> None:
        self._where, self._pool, self._caps = where, pool, caps
        self._calls = calls(caps)

    @cached_property
    def server(self) -> Server[Any]:
        """The server, to be run over some transport."""
        return Server(
            "comity",
            title="comity",
            version=version("comity"),
            instructions=words()["instructions"].strip(),
            on_list_tools=self._list_tools,
            on_call_tool=self._call_tool,
            on_list_resources=self._list_resources,
            on_list_resource_templates=self._list_templates,
            on_read_resource=self._read_resource,
        )

    async def _list_tools(self, _: _Context, __: _Paged) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[call.tool for call in self._calls.values()])

    async def _call_tool(
        self, _: _Context, params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        try:
            reply = await self._reply(params.name, params.arguments)
        except ComityError as error:
            return _failed(told(error))
        except Exception:  # a bug: the agent is told that it is one, its traceback goes to the log
            _log.exception("the tool %s failed", params.name)
            return _failed("comity failed on this call, which is a bug of comity, not of the call")
        content: list[types.ContentBlock] = [types.TextContent(text=reply.text)]
        return types.CallToolResult(content=content, structured_content=dict(reply.data))

    async def _reply(self, name: str, given: dict[str, Any] | None) -> Reply:
        call = self._call(name)
        arguments = call.arguments(checked(name, call.tool.input_schema, given))
        return await self._run(call.job, *arguments)

    def _call(self, name: str) -> Call:
        if name in self._calls:
            return self._calls[name]
        hint = did_you_mean(suggestions(name, list(self._calls))) or "list the tools"
        raise ComityError(f"there is no tool {name!r}", hint=hint)

    async def _run(self, job: Callable[..., _T], *arguments: object) -> _T:
        source = Source(self._where, state_of(self._where), self._caps)
        return await self._pool.run(job, source, *arguments)

    async def _list_resources(self, _: _Context, params: _Paged) -> types.ListResourcesResult:
        start = _place(params.cursor if params else None)
        articles = await self._of_build(jobs.listed)
        known = [*resources.fixed(), *(resources.article(*article) for article in articles)]
        end = start + resources.PAGE
        cursor = str(end) if end < len(known) else None
        return types.ListResourcesResult(resources=known[start:end], next_cursor=cursor)

    async def _list_templates(self, _: _Context, __: _Paged) -> types.ListResourceTemplatesResult:
        return types.ListResourceTemplatesResult(resource_templates=resources.templates())

    async def _read_resource(
        self, _: _Context, params: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        if params.uri.startswith(ARTICLES):
            parts = await self._of_build(jobs.contents, params.uri)
        else:
            parts = [_known(params.uri)]
        return types.ReadResourceResult(
            contents=[
                types.TextResourceContents(uri=uri, mime_type=kind, text=text)
                for uri, kind, text in parts
            ]
        )

    async def _of_build(self, job: Callable[..., _T], *arguments: object) -> _T:
        """What a job gives that is no tool's.

        Raises:
            MCPError: where it fails, for a resource has no errors of its own.
        """
        try:
            return await self._run(job, *arguments)
        except ComityError as error:
            raise MCPError(types.INVALID_PARAMS, told(error)) from error


def told(error: ComityError) -> str:
    """An error as an agent can act on it."""
    place = f" ({error.where})" if error.where else ""
    hints = [error.hint]
    if isinstance(error, UnknownNameError):
        hints.append("search_entities lists what a name may mean; give an id or an IRI")
    if isinstance(error, TooLongError):
        hints.append("a LIMIT alone does not make a query quick: bind more of its variables")
    hint = "; ".join(hint for hint in hints if hint)
    return f"{error.what}{place}" + (f"; {hint}" if hint else "")


def _failed(why: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(text=why)], is_error=True)


def _known(uri: str) -> tuple[str, str, str]:
    try:
        found = resources.read(uri)
    except ComityError as error:
        raise MCPError(types.INVALID_PARAMS, told(error)) from error
    if found is None:
        raise MCPError(types.INVALID_PARAMS, f"there is no resource {uri!r}")
    return found


def _place(cursor: str | None) -> int:
    """Where a list goes on.

    Raises:
        MCPError: where the cursor is none of ours.
    """
    if cursor is None:
        return 0
    if cursor.isascii() and cursor.isdigit():
        return int(cursor)
    raise MCPError(types.INVALID_PARAMS, f"{cursor!r} is no cursor of this list")

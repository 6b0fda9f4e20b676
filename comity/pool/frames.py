"""Whole messages over a socket: eight bytes of length, then a pickle.

Both ends are processes of ours on one machine; what an unpickled message may do is theirs to do.
"""

from __future__ import annotations

import asyncio
import pickle
import socket
import struct

_LENGTH = struct.Struct("!Q")


class OversizeError(Exception):
    """A message that is longer than its reader takes; nothing more can be read from the socket."""


def packed(message: object) -> bytes:
    """The message as bytes, its length before it."""
    body = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(body)) + body


def size(frame: bytes) -> int:
    """The bytes of the message in a frame."""
    return len(frame) - _LENGTH.size


def receive(sock: socket.socket) -> bytearray:
    """The next message as a pickle, in a process that does nothing else meanwhile.

    Raises:
        EOFError: where the other end is closed.
    """
    head = _filled(sock, bytearray(_LENGTH.size))
    return _filled(sock, bytearray(_LENGTH.unpack(head)[0]))


async def received(sock: socket.socket, most: int) -> bytearray:
    """The next message as a pickle.

    Args:
        sock: a socket that does not block.
        most: the bytes that it may take.

    Raises:
        EOFError: where the other end is closed.
        OversizeError: where it is longer.
    """
    head = await _awaited(sock, bytearray(_LENGTH.size))
    (length,) = _LENGTH.unpack(head)
    if length > most:
        raise OversizeError
    return await _awaited(sock, bytearray(length))


def _filled(sock: socket.socket, buffer: bytearray) -> bytearray:
    view, at = memoryview(buffer), 0
    while at < len(buffer):
        count = sock.recv_into(view[at:])
        if not count:
            raise EOFError
        at += count
    return buffer


async def _awaited(sock: socket.socket, buffer: bytearray) -> bytearray:
    loop, view, at = asyncio.get_running_loop(), memoryview(buffer), 0
    while at < len(buffer):
        count = await loop.sock_recv_into(sock, view[at:])
        if not count:
            raise EOFError
        at += count
    return buffer

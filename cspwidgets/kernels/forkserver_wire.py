"""How the fork server, who asks it and its children talk: packets with open files, and frames.

A packet is one JSON object on a SOCK_SEQPACKET socket, with up to `MOST_FILES` descriptors beside
it; a frame is a length and so many bytes, on a stream.
"""

from __future__ import annotations

import array
import json
import os
import select
import socket
from collections.abc import Mapping, Sequence
from typing import Any

MOST_FILES = 5  # work, lease, standard input, output, error
_PACKET_BYTES = 1 << 16


def packet_pair() -> tuple[socket.socket, socket.socket]:
    """Two ends between which packets travel."""
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


def send_packet(end: socket.socket, content: Mapping[str, Any], files: Sequence[int] = ()) -> None:
    """Send one JSON object, with open files beside it."""
    beside = []
    if files:
        beside.append((socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", files)))
    end.sendmsg([json.dumps(content).encode()], beside)


def receive_packet(end: socket.socket) -> tuple[dict[str, Any] | None, list[int]]:
    """The next object and its files; None when the other end is closed."""
    room = socket.CMSG_SPACE(MOST_FILES * array.array("i").itemsize)
    try:
        content, beside, _, _ = end.recvmsg(_PACKET_BYTES, room)
    except ConnectionResetError:
        return None, []
    files = array.array("i")
    for level, kind, data in beside:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            files.frombytes(data[: len(data) - len(data) % files.itemsize])
    for file in files:
        os.set_inheritable(file, False)
    return (json.loads(content) if content else None), files.tolist()


def send_frame(end: socket.socket, content: bytes) -> None:
    """Send so many bytes as one frame."""
    end.sendall(len(content).to_bytes(4, "big") + content)


def receive_frame(end: socket.socket) -> bytes | None:
    """The next frame; None when the other end is closed."""
    size = _exactly(end, 4)
    return None if size is None else _exactly(end, int.from_bytes(size, "big"))


def is_readable(file: int | socket.socket, seconds: float | None) -> bool:
    """Whether there is something to read (or the end of it) within so many seconds."""
    watch = select.poll()  # select() fails above 1,024 descriptors
    watch.register(file, select.POLLIN)
    return bool(watch.poll(None if seconds is None else max(0.0, seconds * 1000)))


def _exactly(end: socket.socket, size: int) -> bytes | None:
    taken = bytearray()
    while len(taken) < size:
        try:
            more = end.recv(min(size - len(taken), 1 << 20))
        except ConnectionResetError:  # the other end went without reading what was sent to it
            return None
        if not more:
            return None
        taken += more
    return bytes(taken)

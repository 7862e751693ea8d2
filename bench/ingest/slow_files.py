"""A server of files that come slowly: 4 KB each tenth of a second, to anybody, for ever."""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress

PIECE, PAUSE = bytes(4096), 0.1


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        while not writer.is_closing():
            writer.write(PIECE)
            await writer.drain()
            await asyncio.sleep(PAUSE)


async def _serve(address: str) -> None:
    server = await asyncio.start_server(_answer, address, 0, backlog=200)
    print(f"Files on http://{address}:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(sys.argv[1]))

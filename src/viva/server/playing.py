"""One run of a lab for one request, and the many of a WebSocket: bridges from the lab's threads.

A connection's wishes about one lab replace each other: the newest that waits is the one that runs.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Mapping
from typing import Any, Literal

import msgspec
from fastapi import WebSocket

from viva.core import BadInput, Language, VivaError
from viva.lab import Entry
from viva.lab.stage import Depth, Reply, Stage, Wish
from viva.server.desk import Desk
from viva.server.laboratory import known_lab
from viva.server.language import Speaker
from viva.server.problems import problem, told

MAX_WAITING = 64
AT_MOST_S = 300.0


class LabPlayFailed(VivaError):
    """The lab's own code failed, or its process ended."""


async def play_once(
    stage: Stage, entry: Entry, params: Mapping[str, Any], seed: int, depth: Depth, lang: Language
) -> bytes:
    """The result of one run, as JSON. Raises `BadInput` for parameters that do not fit."""
    loop = asyncio.get_running_loop()
    over: asyncio.Future[Reply] = loop.create_future()

    def say(reply: Reply) -> None:
        if reply.over:
            loop.call_soon_threadsafe(_settle, over, reply)

    client = f"once-{uuid.uuid4().hex}"
    stage.play(client, Wish(entry, params, seed, depth, lang), say)
    try:
        async with asyncio.timeout(AT_MOST_S):
            reply = await over
    except TimeoutError:
        stage.stop(client)
        raise LabPlayFailed(
            f"The lab had not ended after {AT_MOST_S:.0f} s, and was stopped.",
            zh=f"实验运行超过 {AT_MOST_S:.0f} 秒，已被终止。",
        ) from None
    except asyncio.CancelledError:
        stage.stop(client)
        raise
    if reply.problem:
        # The stage has said it in the right language already.
        sort = LabPlayFailed if reply.fault else BadInput
        raise sort(reply.problem, zh=reply.problem)
    return reply.document


def _settle(over: asyncio.Future[Reply], reply: Reply) -> None:
    if not over.done():
        over.set_result(reply)


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a browser sends: a wish about a lab, or `cancel` with the id of an earlier one."""

    id: int = 0
    lab: str = ""
    params: dict[str, float | int | str | bool] = {}
    seed: int = 0
    depth: Literal["preview", "full"] = "full"
    lang: Language = "en"
    cancel: int | None = None


class Player:
    """One connection."""

    def __init__(self, desk: Desk, socket: WebSocket) -> None:
        self._desk = desk
        self._socket = socket
        self._name = uuid.uuid4().hex
        self._loop = asyncio.get_running_loop()
        self._out: asyncio.Queue[str] = asyncio.Queue(MAX_WAITING)
        self._clients: dict[int, str] = {}

    async def run(self) -> None:
        """Answers wishes until the browser leaves; what still runs for it is ended."""
        await self._socket.accept()
        sending = asyncio.create_task(self._send())
        try:
            while (message := await self._socket.receive())["type"] == "websocket.receive":
                await self._hear(message.get("text") or message.get("bytes") or b"")
        finally:
            sending.cancel()
            # It may have failed, too, on a browser that went first.
            await asyncio.gather(sending, return_exceptions=True)
            if self._clients:
                for client in set(self._clients.values()):
                    self._desk.stage.stop(client)

    async def _hear(self, text: str | bytes) -> None:
        try:
            message = msgspec.json.decode(text, type=Message)
        except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as error:
            await self._complain(
                0,
                BadInput(f"This message cannot be read ({error}).", zh="这条消息无法读取。"),
                "en",
            )
            return
        if message.cancel is not None:
            client = self._clients.pop(message.cancel, None)
            if client is not None:
                self._desk.stage.stop(client)
            return
        try:
            entry = known_lab(self._desk, message.lab)
        except VivaError as error:
            await self._complain(message.id, error, message.lang)
            return
        client = f"{self._name}/{entry.id}"
        self._clients = {id: c for id, c in self._clients.items() if c != client}
        self._clients[message.id] = client
        wish = Wish(entry, message.params, message.seed, message.depth, message.lang, message.id)
        self._desk.stage.play(client, wish, self._reply(Speaker(message.lang)))

    def _reply(self, speaker: Speaker) -> Any:
        def say(reply: Reply) -> None:
            self._loop.call_soon_threadsafe(self._put, _words(reply, speaker))

        return say

    def _put(self, words: str) -> None:
        if self._out.full():
            # A browser that does not keep up sees the newest.
            self._out.get_nowait()
        self._out.put_nowait(words)

    async def _complain(self, id: int, error: VivaError, language: Language) -> None:
        detail, mend = told(error, language)
        body = bytes(problem(422, "bad-input", detail, language, mend=mend).body).decode()
        self._put(f'{{"id":{id},"problem":{body}}}')

    async def _send(self) -> None:
        while True:
            await self._socket.send_text(await self._out.get())


def _words(reply: Reply, speaker: Speaker) -> str:
    """A reply as JSON; the document is JSON already."""
    if reply.problem:
        status = 500 if reply.fault else 422
        sort = "lab-failed" if reply.fault else "bad-input"
        body = bytes(problem(status, sort, reply.problem, speaker.language).body).decode()
        return f'{{"id":{reply.id},"problem":{body}}}'
    partial = "false" if reply.over else "true"
    result = reply.document.decode() or "null"
    return f'{{"id":{reply.id},"partial":{partial},"result":{result}}}'

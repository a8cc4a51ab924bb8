"""viva serve, and viva alone: the web app."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

import click

from viva.cli.face import Face, spoken


@click.command("serve")
@click.option("--port", type=click.IntRange(0, 65535), help="Default 8765; 0 takes any free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--no-open", is_flag=True, help="Open no browser.")
@click.option(
    "--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes."
)
@click.option("--data", type=click.Path(path_type=Path), help="Data folder; default VIVA_DATA.")
@spoken
def command(
    face: Face,
    port: int | None = None,
    host: str = "127.0.0.1",
    no_open: bool = False,
    workers: int = 1,
    data: Path | None = None,
) -> int:
    """Open the web app in the browser.

    The server listens on this machine only, and lets in only browsers that open the address which
    it prints: that address works once. Run it again while it runs for a further one.

    \b
    Examples:
      viva serve
      viva serve --port 9000 --no-open
    """
    from viva.server import serve
    from viva.server.names import LOOPBACK
    from viva.store.place import find_place

    if data is not None:
        serve.use_data_folder(data)
    secret = serve.data_secret(find_place())
    wanted = serve.PORT if port is None else port
    if host in LOOPBACK and wanted and serve.is_ours(wanted, secret):
        base = serve.Address(host, wanted).base
        _announce(face, base, f"{base}/enter?token={secret.entrance()}", running=True)
        if not no_open:
            open_browser(f"{base}/enter?token={secret.entrance()}")
        return 0
    further = serve.FURTHER_PORTS if port is None else 0
    sock = serve.listen(host, wanted, further=further)
    address = serve.Address(host, sock.getsockname()[1])
    if port is None and address.port != wanted:
        click.echo(
            face.pick(
                f"viva: port {wanted} is taken by another program; using {address.port}. Tabs "
                "that were open before will not find it.",
                f"viva：端口 {wanted} 被别的程序占用，改用 {address.port}。"
                "之前打开的页面连不上它。",
            ),
            err=True,
        )
    if host not in LOOPBACK:
        click.secho(
            face.pick(
                "viva: others on this network can reach the server. It speaks plain HTTP; whoever "
                "is let in can run code in the sandbox and sees your practice.",
                "viva：同一网络中的其他人能连到这个服务。它使用明文 HTTP；"
                "获准进入的人可以在沙箱中运行代码，也能看到你的练习记录。",
            ),
            fg="yellow",
            err=True,
        )

    def ready() -> None:
        gc.freeze()
        gc.enable()
        base = address.base
        _announce(face, base, f"{base}/enter?token={secret.entrance()}")
        if not no_open:
            open_browser(f"{base}/enter?token={secret.entrance()}")

    # A start makes many objects and no garbage: looking for it costs a tenth of the time.
    gc.disable()
    serve.serve(sock, host, workers, ready)
    return 0


def _announce(face: Face, base: str, entrance: str, *, running: bool = False) -> None:
    if face.as_json:
        face.json({"address": base, "enter": entrance, "running": running})
        return
    already = face.pick("viva runs already at", "viva 已经在运行：")
    fresh = face.pick("viva runs at", "viva 正在运行：")
    click.echo(f"{already if running else fresh} {base}")
    click.echo(face.pick("let a browser in (once): ", "让浏览器进入（一次有效）：") + entrance)
    if not running:
        click.echo(face.pick("Ctrl-C ends it.", "按 Ctrl-C 结束。"))


def can_open_browser() -> bool:
    """Whether there is a screen to open one on: a browser in the terminal is of no use here."""
    if sys.platform in ("darwin", "win32"):
        return not os.environ.get("SSH_CONNECTION")
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_browser(address: str) -> bool:
    """Opens the address, if there is a browser to open it in."""
    if not can_open_browser():
        return False
    import webbrowser

    try:
        return webbrowser.open(address)
    except webbrowser.Error:
        return False

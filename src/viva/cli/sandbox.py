"""viva sandbox."""

from __future__ import annotations

import click

from viva.cli.face import Face, spoken


@click.command("sandbox")
@spoken
def command(face: Face) -> int:
    """See which protections hold on this machine when code is judged.

    \b
    Example:
      viva sandbox --json
    """
    from viva.sandbox import probe

    report = probe()
    if face.as_json:
        face.json(report.plain())
        return 0
    click.secho(face.say(report.meaning), bold=True)
    for layer in report.layers:
        mark = click.style("✓", fg="green") if layer.held else click.style("✗", fg="red")
        click.echo(f"  {mark} {layer.name:<11} {face.say(layer.meaning)}")
        if layer.why:
            click.echo(f"      {layer.why}")
    for note in report.notes:
        click.echo(f"  · {face.say(note)}")
    return 0


def warn_unsafe(face: Face) -> None:
    """Says what --unsafe means, before anything runs."""
    click.secho(
        face.pick(
            "viva: --unsafe runs the answer even where this machine protects you little or not at "
            "all: it may read and change your files and use your network.",
            "viva：--unsafe 会在本机缺少保护时照样运行答案代码：它可能读写你的文件、使用你的网络。",
        ),
        fg="yellow",
        err=True,
    )

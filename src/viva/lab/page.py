"""A lab's report as one HTML file that needs nothing else: figures as SVG, claims, numbers."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Any

from viva.lab.claims import shown
from viva.lab.draw import render

STYLE = """
:root{color-scheme:light dark;--ink:#222;--muted:#666;--line:#ddd;--paper:#fff;--ok:#00724f;--bad:#b03a00}
@media(prefers-color-scheme:dark){:root{--ink:#e8e6e3;--muted:#a09c96;--line:#444;--paper:#1b1b1d;--ok:#4cc79d;--bad:#ff9063}}
body{font:16px/1.6 system-ui,-apple-system,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:var(--ink);background:var(--paper);max-width:46rem;margin:2.5rem auto;padding:0 1.2rem}
h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.1rem;margin-top:2.2rem}
figure{margin:1.6rem 0;}figure svg{width:100%;height:auto;background:#fff;border-radius:6px}
figcaption,.small{color:var(--muted);font-size:.9rem}
table{border-collapse:collapse;width:100%;font-size:.9rem}td,th{border-bottom:1px solid var(--line);padding:.35rem .5rem;text-align:left;vertical-align:top}
td.n{font-variant-numeric:tabular-nums;text-align:right}.ok{color:var(--ok)}.bad{color:var(--bad)}
"""  # noqa: E501

WORDS = {
    "en": ("Parameters", "Claims", "claim", "measured", "mean", "95 % interval", "seeds", "Sources",
           {"holds": "holds", "refuted": "refuted", "unclear": "not clear", None: "not measured"},
           "myth", "Made by"),
    "zh": ("参数", "论断", "论断", "测量的量", "均值", "95% 区间", "种子数", "出处",
           {"holds": "成立", "refuted": "被推翻", "unclear": "不明确", None: "未测"},
           "误区", "生成命令"),
}  # fmt: skip


def write_page(path: Path, report: dict[str, Any], language: str) -> None:
    """Writes the report of one lab; `report` is what `viva lab --json` prints."""
    params, claims, claim_, what, mean, interval, seeds, sources, standings, myth, made = WORDS[
        "en" if language == "en" else "zh"
    ]
    parts = [
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f"<title>{escape(report['title'])}</title><style>{STYLE}</style></head><body>",
        f"<h1>{escape(report['title'])}</h1><div>{_prose(report['intro'])}</div>",
    ]
    for figure in report["result"]["figures"]:
        svg = render(figure, "svg").decode()
        svg = svg[svg.index("<svg") :]
        label = escape(f"{figure['title']}: {figure['summary']}", quote=True)
        parts.append(
            f'<figure><div role="img" aria-label="{label}">{svg}</div>'
            f"<figcaption>{escape(figure['summary'])}</figcaption></figure>"
        )
    parts.append(
        f"<h2>{claims}</h2><table><tr><th>{claim_}</th><th>{what}</th><th>{mean}</th>"
        f"<th>{interval}</th><th>{seeds}</th><th></th></tr>"
    )
    for claim in report["claims"]:
        style = "" if claim["standing"] is None else "ok" if claim["ok"] else "bad"
        kind = f"<em>{myth}</em> " if claim["myth"] else ""
        numbers = (
            ("", "", "")
            if claim["standing"] is None
            else (
                f"{shown(claim['mean'])} {escape(claim['unit'])}",
                f"{shown(claim['low'])} … {shown(claim['high'])}",
                str(len(claim["per_seed"])),
            )
        )
        parts.append(
            f"<tr><td>{kind}{escape(claim['sentence'])}</td>"
            f"<td>{escape(claim['what'] or claim['statistic'])}</td>"
            + "".join(f'<td class="n">{n}</td>' for n in numbers)
            + f'<td class="{style}">{standings[claim["standing"]]}</td></tr>'
        )
    parts.append("</table>")
    if report["params"]:
        rows = "".join(
            f"<tr><td>{escape(k)}</td><td>{escape(str(v))}</td></tr>"
            for k, v in {**report["params"], "seed": report["seed"]}.items()
        )
        parts.append(f"<h2>{params}</h2><table>{rows}</table>")
    cited = "".join(f"<li>{escape(s)}</li>" for s in report["sources"])
    parts.append(f'<h2>{sources}</h2><ul class="small">{cited}</ul>')
    sets = "".join(f" --set {k}={v}" for k, v in report["params"].items())
    parts.append(
        f'<p class="small">{made}: <code>viva lab {report["lab"]}{escape(sets)} '
        f"--seed {report['seed']}</code></p></body></html>\n"
    )
    path.write_text("".join(parts), encoding="utf-8")


_MATH = re.compile(r"\$\$(.+?)\$\$|\$(.+?)\$", re.S)


def _prose(markdown: str) -> str:
    """Markdown as HTML, its formulas as MathML, which every browser of today can show."""
    from latex2mathml.converter import convert
    from markdown_it import MarkdownIt

    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        block = match[1] is not None
        kept.append(convert(match[1] or match[2], display="block" if block else "inline"))
        return f"\ue000{len(kept) - 1}\ue001"

    html = MarkdownIt("commonmark", {"html": False}).render(_MATH.sub(keep, markdown))
    return re.sub("\ue000(\\d+)\ue001", lambda m: kept[int(m[1])], html)

"""Every question of a bank on one page, at several seeds, in both languages: to be read whole."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from viva.catalog import Bank, Catalog
from viva.core import BadInput, JudgeFailed, NeedsExtra, Question, Text, Variant
from viva.judge import Judge

STYLE = """
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); }
body { font: 16px/1.6 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif;
       margin: 0 auto; max-width: 78rem; padding: 2rem 1.5rem 6rem; }
h2 { margin: 3rem 0 .25rem; border-top: 2px solid var(--line); padding-top: 1rem; }
.meta { opacity: .7; font-size: .9rem; margin: 0 0 1rem; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 2rem; }
.pair > div { min-width: 0; }
h3 { font-size: .85rem; opacity: .7; margin: 1.25rem 0 .25rem; font-weight: 600; }
pre { background: color-mix(in srgb, currentColor 6%, transparent); padding: .75rem 1rem;
      overflow-x: auto; border-radius: 6px; font-size: .85rem; line-height: 1.45; }
code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .9em; }
details { border: 1px solid var(--line); border-radius: 6px; padding: .25rem 1rem;
          margin: .5rem 0; }
nav { columns: 3; font-size: .85rem; } nav a { display: block; color: inherit; }
.fault { color: #c33; font-weight: 600; }
math[display=block] { margin: .75rem 0; overflow-x: auto; }
@media (max-width: 60rem) { .pair { grid-template-columns: 1fr; } nav { columns: 1; } }
"""


def write_gallery(
    banks: Sequence[Bank], path: Path, *, only: Sequence[str] = (), seeds: Sequence[int] = (0, 1, 2)
) -> int:
    """Writes the page; returns how many questions are on it."""
    catalog = Catalog(banks)
    chosen = [catalog.question(i) for i in only] or list(catalog.questions.values())
    render = renderer()
    body: list[str] = []
    with Judge(spares=0) as judge:
        for question in chosen:
            body.append(_question(question, seeds, judge, render))
    links = "".join(f'<a href="#{q.id}">{html.escape(q.id)}</a>' for q in chosen)
    faults = "".join(f'<p class="fault">{html.escape(str(p))}</p>' for p in catalog.problems)
    page = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>viva: every question</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style>'
        f"<h1>{len(chosen)} questions</h1>{faults}<nav>{links}</nav>{''.join(body)}</html>"
    )
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as e:
        raise BadInput(
            f"{path} cannot be written ({e.strerror}).", mend="Give another path."
        ) from e
    return len(chosen)


Render = Callable[[str], str]


def renderer() -> Render:
    """Markdown to HTML: no raw HTML, formulas as MathML, which browsers draw by themselves."""
    from latex2mathml.converter import convert
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    def math(content: str, options: dict[str, bool]) -> str:
        return convert(content, display="block" if options["display_mode"] else "inline")

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.use(dollarmath_plugin, renderer=math, allow_digits=False, double_inline=True)
    return markdown.render


def _question(question: Question, seeds: Sequence[int], judge: Judge, render: Render) -> str:
    head = (
        f'<h2 id="{question.id}">{html.escape(question.title.en)} · '
        f"{html.escape(question.title.zh)}</h2>"
        f'<p class="meta"><code>{question.id}</code> · {question.kind} · level {question.level}'
        f"{' · ' + ', '.join(question.tracks) if question.tracks else ''}<br>"
        + "<br>".join(html.escape(s.cite) for s in question.sources)
        + "</p>"
    )
    try:
        variants = [
            judge.variant(question, s) for s in (seeds if question.parametric else seeds[:1])
        ]
    except NeedsExtra as e:
        return head + f"<p>{html.escape(str(e))}</p>"
    except (BadInput, JudgeFailed) as e:
        return head + f'<p class="fault">{html.escape(str(e))}</p>'
    first, *others = variants
    parts = [head, _pair(first.prompt, render), _shown(first)]
    parts += [_fold("hints", _hints(first, render)), _fold("answer", _pair(first.worked, render))]
    for v in others:
        inner = _pair(v.prompt, render) + _hints(v, render) + _pair(v.worked, render)
        parts.append(_fold(f"seed {v.seed}", inner))
    return "".join(parts)


def _pair(text: Text, render: Render) -> str:
    return (
        f'<div class="pair"><div lang="en">{render(text.en)}</div>'
        f'<div lang="zh-Hans">{render(text.zh)}</div></div>'
    )


def _fold(title: str, inner: str) -> str:
    return f"<details open><summary>{title}</summary>{inner}</details>" if inner else ""


def _hints(variant: Variant, render: Render) -> str:
    return "".join(f"<h3>hint {n}</h3>{_pair(h, render)}" for n, h in enumerate(variant.hints, 1))


def _shown(variant: Variant) -> str:
    """What the kind shows besides the prompt: the starter, the parts."""
    out: list[str] = []
    if starter := variant.shown.get("starter"):
        out.append(f"<h3>starter</h3><pre><code>{html.escape(str(starter))}</code></pre>")
    for part in variant.shown.get("parts", []):
        title = part.get("title", {})
        words = re.sub(r"\s+", " ", f"{title.get('en', '')} · {title.get('zh', '')}")
        out.append(f"<p><code>{html.escape(str(part['name']))}</code> {html.escape(words)}</p>")
    return "".join(out)

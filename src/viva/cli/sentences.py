"""What the practice session, the verdict and the report say, in both languages."""

from __future__ import annotations

from typing import Any

from viva.cli.face import Face
from viva.core import Text

SENTENCES: dict[str, Text] = {
    # the question
    "question_head": Text(
        "{kind} · level {level} of 5 · seed {seed}", "{kind} · 难度 {level}/5 · 种子 {seed}"
    ),
    "kind_explain": Text("explain", "讲解"),
    "kind_compute": Text("compute", "计算"),
    "kind_derive": Text("derive", "推导"),
    "kind_code": Text("code", "编程"),
    "kind_diagnose": Text("diagnose", "诊断"),
    "kind_design": Text("design", "设计"),
    "to_answer": Text("To answer", "请作答"),
    "starter": Text("Where to start", "起始代码"),
    "significant": Text("{n} significant figures", "保留 {n} 位有效数字"),
    "decimals": Text("{n} decimals", "保留 {n} 位小数"),
    "percent": Text("in percent", "以百分数计"),
    "one_of": Text("one of {choices}", "从 {choices} 中选"),
    # the verdict
    "pass": Text("Passed", "答对了"),
    "partial": Text("Partly right", "部分正确"),
    "fail": Text("Not passed", "没有答对"),
    "undecided": Text("Undecided: the judge cannot tell", "未定：判题程序拿不准"),
    "error": Text("viva could not judge this; it does not count", "viva 没能判这一次，不计入"),
    "score": Text("score {score}", "得分 {score}"),
    "printed": Text("Your code printed", "你的代码输出了"),
    "more_lines": Text("… and {n} more lines", "……还有 {n} 行"),
    # the session
    "hello": Text(
        "A practice session. Answer, or type :help. Ctrl-C leaves; nothing is lost.",
        "练习开始。直接作答，或输入 :help。按 Ctrl-C 离开，什么都不会丢。",
    ),
    "number": Text("Question {n}", "第 {n} 题"),
    "left_out": Text(
        "Left out: {n} questions that need {extra}. `make {extra}` or "
        "`pip install 'vivavoce[{extra}]'` adds it.",
        "另有 {n} 题需要 {extra}，没有列入。用 `make {extra}` 或 "
        "`pip install 'vivavoce[{extra}]'` 安装。",
    ),
    "left_out_one": Text(
        "Left out: one question that needs {extra}. `make {extra}` or "
        "`pip install 'vivavoce[{extra}]'` adds it.",
        "另有 1 题需要 {extra}，没有列入。用 `make {extra}` 或 "
        "`pip install 'vivavoce[{extra}]'` 安装。",
    ),
    "how_text": Text(
        "Your answer; a line with only a dot ends it.  :edit opens an editor, :help says more.",
        "请作答，单独一行句点表示写完。:edit 打开编辑器，:help 看更多命令。",
    ),
    "how_parts": Text(
        "Your answer, one line each.  :hint, :give-up, :help.",
        "请逐项作答。可用 :hint、:give-up、:help。",
    ),
    "how_steps": Text(
        "Your answer, part by part; steps may come line by line, an empty line ends a part.",
        "请逐项作答；可以一行一步，空行表示这一项写完。",
    ),
    "as_before_part": Text("{name}, as before; Enter keeps it:", "{name} 之前写的，回车保留："),
    "symbols": Text("Symbols", "符号"),
    "how_code": Text(
        "Enter opens {editor} on your file; or type the code here and end it with a line that has "
        "only a dot.",
        "按回车用 {editor} 打开你的文件；也可以直接在这里写代码，单独一行句点表示写完。",
    ),
    "how_code_no_editor": Text(
        "Type the code here and end it with a line that has only a dot, or write it in your file "
        "and press Enter.",
        "在这里写代码，单独一行句点表示写完；也可以写在你的文件里，再按回车。",
    ),
    "your_file": Text("Your file: {path}", "你的文件：{path}"),
    "as_before": Text("You had typed this:", "之前你写到这里："),
    "hints_taken": Text("Hints taken so far: {n}.", "已经看过 {n} 条提示。"),
    "kept_value": Text("Enter keeps {value}", "回车保留 {value}"),
    "unchanged": Text(
        "The file is as it was. Save it and press Enter to hand it in; :edit opens it again.",
        "文件没有变化。保存后按回车提交；:edit 再次打开。",
    ),
    "mend_or_clear": Text(
        "It is still here: type on, :edit mends it, :clear begins anew.",
        "写的内容还在：可以接着写，:edit 修改，:clear 重新开始。",
    ),
    "cleared": Text("Begin anew.", "重新写吧。"),
    "seen_before": Text("Your last answer: {outcome}.", "上一次作答：{outcome}。"),
    "broken": Text("This question cannot be asked; here is another.", "这道题出不了，换一道。"),
    "still_starter": Text(
        "The file still has only the starter. Enter opens the editor; :hint helps.",
        "文件里还只有起始代码。按回车打开编辑器；:hint 看提示。",
    ),
    "editor_failed": Text(
        "The editor {editor} ended with an error ({why}); nothing was handed in. "
        "Set VISUAL or EDITOR to another.",
        "编辑器 {editor} 出错退出（{why}），没有提交。请把 VISUAL 或 EDITOR 设为别的编辑器。",
    ),
    "no_editor": Text(
        "No editor was found. Set EDITOR, or write the file yourself and press Enter.",
        "没有找到编辑器。请设置 EDITOR，或自己写好文件再按回车。",
    ),
    "hint": Text("Hint {n} of {of}", "提示 {n}/{of}"),
    "no_more_hints": Text(
        "There is no further hint. :give-up shows the model answer.",
        "没有更多提示了。:give-up 看参考答案。",
    ),
    "model_answer": Text("Model answer", "参考答案"),
    "try_again": Text(
        "Try again, or :hint, :give-up, :skip.", "再试一次，或用 :hint、:give-up、:skip。"
    ),
    "follow_up": Text("The examiner asks:", "面试官追问："),
    "add_or_clear": Text(
        "What you add is judged together with what you said; :clear starts over. "
        "Also :hint, :give-up, :skip.",
        "你的补充会和刚才说的合在一起判；:clear 从头再说。还可以用 :hint、:give-up、:skip。",
    ),
    "judging": Text("Judging …", "判题中……"),
    "not_counted": Text("Not counted as an attempt.", "不算一次作答。"),
    "undecided_ask": Text(
        "How well did you know it?  1 again · 2 hard · 3 good · 4 easy · Enter: try once more",
        "你觉得自己掌握得怎么样？ 1 没记住 · 2 吃力 · 3 记得 · 4 轻松 · 回车：再答一次",
    ),
    "rated_again": Text("Again", "没记住"),
    "rated_hard": Text("Hard", "吃力"),
    "rated_good": Text("Good", "记得"),
    "rated_easy": Text("Easy", "轻松"),
    "comes_again": Text(
        "Rated {rating}. It comes again in {days} days, on {date}.",
        "评为“{rating}”。{days} 天后（{date}）再来。",
    ),
    "comes_tomorrow": Text(
        "Rated {rating}. It comes again tomorrow.", "评为“{rating}”。明天再来。"
    ),
    "not_rated": Text("Not rated.", "没有评分。"),
    "skipped": Text("Skipped.", "跳过。"),
    "after": Text(
        "Enter: next question · :easy · :undo · :quit", "回车：下一题 · :easy · :undo · :quit"
    ),
    "after_plain": Text("Enter: next question · :undo · :quit", "回车：下一题 · :undo · :quit"),
    "unknown_command": Text(
        "There is no command {name}. :help lists them.", "没有 {name} 这个命令。:help 看全部命令。"
    ),
    "which_file": Text("Say which file: :file PATH", "请写明文件：:file 路径"),
    "store_retry": Text(
        "Your answer is still here. Enter tries again; :quit prints it and leaves.",
        "你的答案还在。按回车再试；:quit 会把它打印出来再离开。",
    ),
    "what_you_typed": Text("What you typed, to copy:", "你写的内容，可以复制："),
    "kept": Text(
        "Kept as it is. `viva next` takes it up again today.",
        "已原样存好。今天再用 `viva next` 会接着做这一题。",
    ),
    "goodbye": Text(
        "{answered} answered, {passed} passed.", "作答 {answered} 次，答对 {passed} 题。"
    ),
    "goodbye_due": Text("{n} due tomorrow.", "明天有 {n} 题到期。"),
    "help": Text(
        """\
  :hint         the next hint (the rating then is at best Hard)
  :edit         write the answer in your editor ($VISUAL or $EDITOR)
  :file PATH    hand in a file
  :show         the question once more
  :clear        throw away what is typed and begin anew
  :give-up      the model answer; rated Again
  :skip         another question
  :quit         leave; the question stays as it is (Ctrl-C too)
  .             on a line of its own ends an answer, as Ctrl-D does""",
        """\
  :hint         下一条提示（之后最高只能评为“吃力”）
  :edit         在编辑器里作答（$VISUAL 或 $EDITOR）
  :file 路径    提交一个文件
  :show         再看一遍题目
  :clear        清掉写了的内容，重新开始
  :give-up      看参考答案，评为“没记住”
  :skip         换一题
  :quit         离开，这一题保持原样（Ctrl-C 也一样）
  .             单独一行句点表示写完，Ctrl-D 也一样""",
    ),
    # what a file can be
    "undone": Text(
        "Taken back: {what} on {question} (seed {seed}).",
        "已撤回：{question}（种子 {seed}）的{what}。",
    ),
    "undone_rating": Text("Its rating, {rating}, is gone too.", "它的评分“{rating}”也一并撤回。"),
    "undone_open": Text(
        "The question is open again; `viva next` takes it up.",
        "这一题重新开放；用 `viva next` 接着做。",
    ),
    "an_answer": Text("the answer ({outcome})", "作答（{outcome}）"),
    "a_give_up": Text("giving up", "放弃"),
    "a_close": Text("skipping", "跳过"),
    # the report
    "progress_title": Text("Where you stand on {day}", "{day} 的进展"),
    "streak": Text("streak", "连续练习"),
    "days": Text("{n} days", "{n} 天"),
    "one_day": Text("1 day", "1 天"),
    "today": Text("today", "今天"),
    "today_value": Text("{answers} answers, {time}", "作答 {answers} 次，{time}"),
    "week": Text("last 7 days", "近 7 天"),
    "had": Text("questions tried", "做过的题"),
    "of": Text("{n} of {of}", "{n} / {of}"),
    "due": Text("due now", "现在到期"),
    "retention": Text("remembered", "复习记得"),
    "retention_value": Text(
        "{measured} of {reviews} reviews (wanted: {wanted})",
        "{measured}（共 {reviews} 次复习，目标 {wanted}）",
    ),
    "retention_none": Text("no review yet (wanted: {wanted})", "还没有复习过（目标 {wanted}）"),
    "forecast": Text("coming days", "未来几天"),
    "forecast_none": Text("nothing due in the next two weeks", "两周内没有到期的题"),
    "column_topic": Text("topic", "主题"),
    "column_strength": Text("strength", "掌握"),
    "column_had": Text("tried", "做过"),
    "column_due": Text("due", "到期"),
    "untouched": Text("{n} topics not begun", "{n} 个主题还没开始"),
    "minutes": Text("{n} min", "{n} 分钟"),
    "hours": Text("{h} h {m} min", "{h} 小时 {m} 分"),
    "retention_set": Text(
        "Reviews are planned so that you remember {wanted} of them.",
        "今后会按记得 {wanted} 来安排复习。",
    ),
    # the queue
    "queue_title": Text("{n} due", "{n} 题到期"),
    "queue_row": Text("since {date}, {recall} likely known", "{date} 到期，{recall} 的可能还记得"),
}


def say(face: Face, name: str, /, **values: Any) -> str:
    """The sentence of that name in the face's language, its places filled."""
    return face.say(SENTENCES[name]).format(**values)

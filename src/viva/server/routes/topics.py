"""The map of topics and tracks, and one topic."""

from __future__ import annotations

from collections import Counter

from fastapi import APIRouter

from viva.core import Question, Rating, Text, Topic
from viva.practice import TopicStanding
from viva.scheduling import Wish, due, recall
from viva.scheduling.choose import Situation
from viva.server.desk import AtDesk, Desk
from viva.server.encounters import lab_card
from viva.server.language import Speaker, Spoken
from viva.server.problems import NotThere
from viva.server.schema.base import problems
from viva.server.schema.topics import (
    Group,
    MythCard,
    QuestionCard,
    QuestionState,
    TopicCard,
    TopicPage,
    Topics,
    TrackCard,
)

router = APIRouter(tags=["bank"])

# The groups of the syllabus, in the order in which they are shown.
GROUPS: dict[str, Text] = {
    "foundations": Text("Foundations", "基础"),
    "activations": Text("Activations", "激活函数"),
    "initialisation": Text("Initialisation", "初始化"),
    "normalisation": Text("Normalisation", "归一化"),
    "losses": Text("Losses", "损失函数"),
    "optimisation": Text("Optimisation", "优化"),
    "generalisation": Text("Generalisation", "泛化"),
    "convolution": Text("Convolution", "卷积"),
    "architectures": Text("Architectures", "网络结构"),
    "detection": Text("Detection", "目标检测"),
    "sequences": Text("Sequences", "序列模型"),
    "generative": Text("Generative models", "生成模型"),
    "metric_learning": Text("Metric learning", "度量学习"),
    "evaluation": Text("Evaluation", "评估"),
    "data": Text("Data", "数据"),
    "compression": Text("Compression", "模型压缩"),
    "classical": Text("Classical methods", "经典方法"),
}


@router.get("/topics", summary="All topics and tracks", responses=problems())
def read_topics(desk: AtDesk, speaker: Spoken) -> Topics:
    """Topics by group, with the learner's standing; tracks with theirs."""
    now = desk.now()
    report = desk.practice.progress(now)
    standing = {s.topic: s for s in report.topics}
    groups: dict[str, list[TopicCard]] = {name: [] for name in GROUPS}
    for topic in desk.catalog.topics.values():
        card = _card(desk, speaker, topic, standing.get(topic.id))
        groups.setdefault(topic.group, []).append(card)
    return Topics(
        groups=[
            Group(name=name, title=_group_title(speaker, name), topics=cards)
            for name, cards in groups.items()
            if cards
        ],
        tracks=[_track(desk, speaker, name) for name in desk.catalog.tracks],
    )


def _group_title(speaker: Speaker, name: str) -> str:
    known = GROUPS.get(name)
    return speaker.say(known) if known else name.replace("_", " ")


def _card(desk: Desk, speaker: Speaker, topic: Topic, standing: TopicStanding | None) -> TopicCard:
    own = [q for q in desk.catalog.questions.values() if q.topic == topic.id]
    return TopicCard(
        id=topic.id,
        title=speaker.say(topic.title),
        group=topic.group,
        requires=[r for r in topic.requires if r in desk.catalog.topics],
        questions=len(own),
        had=standing.had if standing else 0,
        due=standing.due if standing else 0,
        strength=standing.strength if standing else 0.0,
        kinds=dict(Counter(q.kind for q in own)),
        labs=len(desk.labs.of_topic(topic.id)),
        myths=sum(m.topic == topic.id for m in desk.myths),
    )


def _track(desk: Desk, speaker: Speaker, name: str) -> TrackCard:
    track = desk.catalog.tracks[name]
    report = desk.practice.progress(desk.now(), Wish(track=name))
    strength = sum(t.strength * t.questions for t in report.topics)
    return TrackCard(
        id=name,
        title=speaker.say(track.title),
        topics=[t for t in track.topics if t in desk.catalog.topics],
        questions=report.questions,
        had=report.had,
        strength=strength / report.questions if report.questions else 0.0,
    )


@router.get("/topics/{topic}", summary="One topic", responses=problems(404))
def read_topic(topic: str, desk: AtDesk, speaker: Spoken) -> TopicPage:
    """Its questions, labs and myths, with the learner's standing on each question."""
    found = desk.catalog.topics.get(topic)
    if found is None:
        raise NotThere(
            "There is no such topic.",
            where="topic",
            mend="The list of topics shows them all.",
            zh="没有这个主题。主题列表里有全部主题。",
        )
    now = desk.now()
    situation = desk.practice.situation(now)
    report = desk.practice.progress(now, Wish(topic=topic))
    standing = next((s for s in report.topics if s.topic == topic), None)
    answered = Counter[str]()
    for p in desk.store.progress(desk.learner):
        answered[p.question] += p.answers
    own = [q for q in desk.catalog.questions.values() if q.topic == topic]
    own.sort(key=lambda q: (q.level, q.kind, q.id))
    return TopicPage(
        topic=_card(desk, speaker, found, standing),
        questions=[_question(speaker, q, situation, answered[q.id]) for q in own],
        labs=[lab_card(speaker, e) for e in desk.labs.of_topic(topic)],
        myths=[
            MythCard(id=m.id, sentence=speaker.say(m.card.sentence))
            for m in desk.myths
            if m.topic == topic
        ],
        leads_to=[t.id for t in desk.catalog.topics.values() if topic in t.requires],
    )


def _question(speaker: Speaker, question: Question, now: Situation, answers: int) -> QuestionCard:
    memory = now.memory.get(question.id)
    state: QuestionState = "new"
    strength: float | None = None
    if memory is not None:
        lapsed = memory.rating is Rating.AGAIN
        strength = 0.0 if lapsed else round(recall(memory, now.today), 4)
        ripe = due(memory, now.retention) <= now.today
        state = "due" if ripe else "learning" if lapsed else "known"
    return QuestionCard(
        id=question.id,
        title=speaker.say(question.title),
        kind=question.kind,
        level=question.level,
        state=state,
        strength=strength,
        attempts=answers,
        needs=list(question.needs),
        askable=all(need in now.installed for need in question.needs),
    )

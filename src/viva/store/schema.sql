-- What the migrations make. Written by `python -m viva.store.schema`.

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

CREATE TABLE attempts (
    number INTEGER NOT NULL,
    learner VARCHAR NOT NULL,
    "key" VARCHAR NOT NULL,
    encounter VARCHAR NOT NULL,
    event VARCHAR NOT NULL,
    question VARCHAR NOT NULL,
    seed BIGINT NOT NULL,
    at DATETIME NOT NULL,
    day DATE NOT NULL,
    content_hash VARCHAR NOT NULL,
    judge_version VARCHAR NOT NULL,
    variant VARCHAR NOT NULL,
    answer TEXT,
    outcome VARCHAR,
    score_low FLOAT,
    score_high FLOAT,
    verdict TEXT,
    rating INTEGER,
    elapsed_s FLOAT NOT NULL,
    hint INTEGER NOT NULL,
    undoes VARCHAR NOT NULL,
    CONSTRAINT pk_attempts PRIMARY KEY (number),
    CONSTRAINT uq_attempts_learner_key UNIQUE (learner, "key"),
    CONSTRAINT ck_attempts_rating CHECK (rating BETWEEN 1 AND 4),
    CONSTRAINT ck_attempts_score CHECK (0 <= score_low AND score_low <= score_high AND score_high <= 1),
    CONSTRAINT fk_attempts_learner FOREIGN KEY(learner) REFERENCES learners (name)
);

CREATE TABLE derivation (
    only INTEGER NOT NULL,
    rules VARCHAR NOT NULL,
    CONSTRAINT pk_derivation PRIMARY KEY (only),
    CONSTRAINT ck_derivation_one_row CHECK ("only" = 1)
);

CREATE TABLE draft_versions (
    number INTEGER NOT NULL,
    learner VARCHAR NOT NULL,
    encounter VARCHAR NOT NULL,
    client VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    fate VARCHAR NOT NULL,
    since DATETIME NOT NULL,
    at DATETIME NOT NULL,
    body TEXT NOT NULL,
    CONSTRAINT pk_draft_versions PRIMARY KEY (number),
    CONSTRAINT fk_draft_versions_learner FOREIGN KEY(learner) REFERENCES learners (name)
);

CREATE TABLE drafts (
    learner VARCHAR NOT NULL,
    encounter VARCHAR NOT NULL,
    question VARCHAR NOT NULL,
    seed BIGINT NOT NULL,
    version INTEGER NOT NULL,
    at DATETIME NOT NULL,
    body TEXT NOT NULL,
    CONSTRAINT pk_drafts PRIMARY KEY (learner, encounter),
    CONSTRAINT fk_drafts_learner FOREIGN KEY(learner) REFERENCES learners (name)
);

CREATE TABLE learners (
    name VARCHAR NOT NULL,
    since DATETIME NOT NULL,
    CONSTRAINT pk_learners PRIMARY KEY (name)
);

CREATE TABLE memory (
    learner VARCHAR NOT NULL,
    question VARCHAR NOT NULL,
    stability_days FLOAT NOT NULL,
    difficulty FLOAT NOT NULL,
    last DATE NOT NULL,
    rating INTEGER NOT NULL,
    repetitions INTEGER NOT NULL,
    lapses INTEGER NOT NULL,
    CONSTRAINT pk_memory PRIMARY KEY (learner, question),
    CONSTRAINT fk_memory_learner FOREIGN KEY(learner) REFERENCES learners (name)
);

CREATE TABLE overrules (
    learner VARCHAR NOT NULL,
    attempt VARCHAR NOT NULL,
    criterion VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    note TEXT NOT NULL,
    at DATETIME NOT NULL,
    CONSTRAINT pk_overrules PRIMARY KEY (learner, attempt, criterion),
    CONSTRAINT fk_overrules_learner FOREIGN KEY(learner) REFERENCES learners (name)
);

CREATE TABLE progress (
    learner VARCHAR NOT NULL,
    question VARCHAR NOT NULL,
    day DATE NOT NULL,
    shown INTEGER NOT NULL,
    answers INTEGER NOT NULL,
    passed INTEGER NOT NULL,
    reviews INTEGER NOT NULL,
    remembered INTEGER NOT NULL,
    seconds FLOAT NOT NULL,
    CONSTRAINT pk_progress PRIMARY KEY (learner, question, day),
    CONSTRAINT fk_progress_learner FOREIGN KEY(learner) REFERENCES learners (name)
);

CREATE TABLE settings (
    learner VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_settings PRIMARY KEY (learner, name),
    CONSTRAINT fk_settings_learner FOREIGN KEY(learner) REFERENCES learners (name)
);

CREATE TABLE unfinished (
    learner VARCHAR NOT NULL,
    encounter VARCHAR NOT NULL,
    question VARCHAR NOT NULL,
    at DATETIME NOT NULL,
    CONSTRAINT pk_unfinished PRIMARY KEY (learner, encounter),
    CONSTRAINT fk_unfinished_learner FOREIGN KEY(learner) REFERENCES learners (name)
);

CREATE INDEX ix_attempts_learner_encounter ON attempts (learner, encounter);

CREATE INDEX ix_attempts_learner_question ON attempts (learner, question);

CREATE INDEX ix_draft_versions_learner_encounter ON draft_versions (learner, encounter);

CREATE INDEX ix_unfinished_learner_question ON unfinished (learner, question);

-- Times are nanoseconds since 1970-01-01T00:00Z; the largest and the smallest number stand for "never" and "always".

-- The latest version that a cell was given: versions grow over deletions too.
CREATE TABLE counter (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO counter VALUES ('cell', 0);

CREATE TABLE cell (
  key TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  expires INTEGER,
  bytes BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX cell_expires ON cell (expires) WHERE expires IS NOT NULL;

-- The users' own keys.
CREATE TABLE value (
  key TEXT PRIMARY KEY,
  expires INTEGER,
  bytes BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX value_expires ON value (expires) WHERE expires IS NOT NULL;

-- Limits; the first of the bytes is the number of their format.
CREATE TABLE bucket (
  key TEXT PRIMARY KEY,
  full_at INTEGER NOT NULL,
  bytes BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX bucket_full ON bucket (full_at);

-- Sealed session material.
CREATE TABLE session (
  name TEXT PRIMARY KEY,
  sealed BLOB NOT NULL
) WITHOUT ROWID;

-- Hints between processes, kept for a minute.
CREATE TABLE signal (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  publisher TEXT NOT NULL,
  topic TEXT NOT NULL,
  text TEXT NOT NULL,
  published INTEGER NOT NULL
);

-- The one process that sends.
CREATE TABLE sender (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  token TEXT NOT NULL,
  host TEXT NOT NULL,
  place TEXT NOT NULL,
  pid INTEGER NOT NULL,
  started TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER NOT NULL
);

CREATE TABLE queue (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  last_id INTEGER NOT NULL DEFAULT 0
);

-- The highest fence with which an owner recovered.
CREATE TABLE fence (
  queue INTEGER NOT NULL,
  owner TEXT NOT NULL,
  fence INTEGER NOT NULL,
  PRIMARY KEY (queue, owner)
) WITHOUT ROWID;

-- Jobs and how many of their messages are in each state; the empty name stands for messages of no job.
CREATE TABLE job (
  id INTEGER PRIMARY KEY,
  queue INTEGER NOT NULL,
  name TEXT NOT NULL,
  held INTEGER NOT NULL DEFAULT 0,
  queued INTEGER NOT NULL DEFAULT 0,
  claimed INTEGER NOT NULL DEFAULT 0,
  sending INTEGER NOT NULL DEFAULT 0,
  sent INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  unknown INTEGER NOT NULL DEFAULT 0,
  UNIQUE (queue, name)
);

-- Chats that have something open or something to claim. "open" counts messages that are CLAIMED or SENDING; "head" is the
-- message to be claimed next where fewer than two are open; "ready" is 1 where it was due, 0 where it was not.
CREATE TABLE chat (
  queue INTEGER NOT NULL,
  name TEXT NOT NULL,
  open INTEGER NOT NULL,
  head INTEGER,
  due INTEGER,
  ready INTEGER,
  PRIMARY KEY (queue, name)
) WITHOUT ROWID;
CREATE INDEX chat_ready ON chat (queue, head) WHERE ready = 1;
CREATE INDEX chat_waiting ON chat (queue, due, head) WHERE ready = 0;

-- The outbox. An id is its queue's id times 2^40 plus the number that callers see. States: 0 QUEUED, 1 CLAIMED, 2 SENDING,
-- 3 SENT, 4 FAILED, 5 UNKNOWN.
CREATE TABLE message (
  id INTEGER PRIMARY KEY,
  queue INTEGER NOT NULL,
  key TEXT NOT NULL,
  job INTEGER NOT NULL,
  line INTEGER NOT NULL,
  chat TEXT NOT NULL,
  due INTEGER NOT NULL,
  state INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  session TEXT NOT NULL DEFAULT '',
  random_id INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  message_id INTEGER NOT NULL DEFAULT 0,
  reason TEXT NOT NULL DEFAULT '',
  owner TEXT,
  fence INTEGER,
  recovered INTEGER NOT NULL DEFAULT 0,
  payload BLOB NOT NULL
);
CREATE UNIQUE INDEX message_key ON message (queue, key);
CREATE INDEX message_job ON message (job, line);
CREATE INDEX message_queued ON message (queue, chat) WHERE state = 0;
CREATE INDEX message_open ON message (queue, owner) WHERE state IN (1, 2);
CREATE INDEX message_settled ON message (queue, changed) WHERE state >= 3;

-- The outbox for people.
CREATE VIEW outbox AS
SELECT queue.name AS queue, message.id & 1099511627775 AS id, job.name AS job, message.line, message.chat,
  CASE message.state WHEN 0 THEN 'QUEUED' WHEN 1 THEN 'CLAIMED' WHEN 2 THEN 'SENDING' WHEN 3 THEN 'SENT'
    WHEN 4 THEN 'FAILED' ELSE 'UNKNOWN' END AS state,
  message.attempts, message.message_id, message.reason, message.session, message.key,
  datetime(message.due / 1000000000, 'unixepoch') AS due,
  datetime(message.changed / 1000000000, 'unixepoch') AS changed
FROM message JOIN queue ON queue.id = message.queue JOIN job ON job.id = message.job;

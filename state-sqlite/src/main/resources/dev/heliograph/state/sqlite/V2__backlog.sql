-- How many messages of a chat are QUEUED, kept by triggers: whatever moves a message keeps it true.
CREATE TABLE backlog (
  queue INTEGER NOT NULL,
  chat TEXT NOT NULL,
  queued INTEGER NOT NULL,
  PRIMARY KEY (queue, chat)
) WITHOUT ROWID;
CREATE INDEX backlog_longest ON backlog (queue, queued) WHERE queued > 1;
INSERT INTO backlog SELECT queue, chat, count(*) FROM message WHERE state = 0 GROUP BY queue, chat;
CREATE TRIGGER message_came AFTER INSERT ON message WHEN NEW.state = 0 BEGIN
  INSERT INTO backlog VALUES (NEW.queue, NEW.chat, 1) ON CONFLICT (queue, chat) DO UPDATE SET queued = queued + 1; END;
CREATE TRIGGER message_came_back AFTER UPDATE OF state ON message WHEN NEW.state = 0 AND OLD.state <> 0 BEGIN
  INSERT INTO backlog VALUES (NEW.queue, NEW.chat, 1) ON CONFLICT (queue, chat) DO UPDATE SET queued = queued + 1; END;
CREATE TRIGGER message_went AFTER UPDATE OF state ON message WHEN OLD.state = 0 AND NEW.state <> 0 BEGIN
  UPDATE backlog SET queued = queued - 1 WHERE queue = OLD.queue AND chat = OLD.chat; DELETE FROM backlog WHERE queue = OLD.queue AND chat = OLD.chat AND queued < 1; END;

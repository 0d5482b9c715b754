-- Items of the source that the session's filter excludes although they were in sync (due_at is null), or only
-- until a time.
CREATE TABLE excluded (
  session_id VARCHAR(40) NOT NULL,
  source_id VARCHAR(256) NOT NULL,
  due_at BIGINT,
  PRIMARY KEY (session_id, source_id)
);
CREATE INDEX excluded_due ON excluded (session_id, due_at);

-- Patterns are as long as people make them.
ALTER TABLE sync_session ALTER COLUMN options SET DATA TYPE VARCHAR(32000);

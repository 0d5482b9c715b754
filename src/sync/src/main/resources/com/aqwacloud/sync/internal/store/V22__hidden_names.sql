-- Names in folders of each session's destination that are taken by what the destination does not tell of.
CREATE TABLE hidden_name (
  session_id VARCHAR(40) NOT NULL,
  parent_id VARCHAR(256) NOT NULL,
  name_key VARCHAR(1024) NOT NULL
);
CREATE INDEX hidden_name_session ON hidden_name (session_id);

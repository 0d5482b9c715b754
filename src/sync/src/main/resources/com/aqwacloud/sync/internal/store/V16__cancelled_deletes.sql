-- The items of each session's source whose deletion a person gave up: they stay, with all that is in them.
CREATE TABLE cancelled_delete (
  session_id VARCHAR(40) NOT NULL,
  source_id VARCHAR(256) NOT NULL,
  PRIMARY KEY (session_id, source_id)
);

-- What is gone at the source and is left to another item that is to take its place at the destination, while that
-- one has an unfinished job or an open conflict.
CREATE TABLE left_to_heir (
  session_id VARCHAR(40) NOT NULL,
  source_id VARCHAR(256) NOT NULL,
  heir_id VARCHAR(256) NOT NULL,
  PRIMARY KEY (session_id, source_id)
);
CREATE INDEX left_to ON left_to_heir (session_id, heir_id);

-- What the guard of deletes knows of a session: how many files it let go since when, and whether a person is asked.
CREATE TABLE delete_guard (
  session_id VARCHAR(40) NOT NULL PRIMARY KEY,
  asked SMALLINT NOT NULL,
  files BIGINT NOT NULL,
  since BIGINT NOT NULL
);

-- What the guard of deletes knows of a session: how many files it let go since then and in the hour before that, and
-- whether a person is asked. Some stores have counted by hours before, others not; of either only an hour or two is lost.
DROP TABLE delete_guard;
CREATE TABLE delete_guard (
  session_id VARCHAR(40) NOT NULL PRIMARY KEY,
  asked SMALLINT NOT NULL,
  files BIGINT NOT NULL,
  files_before BIGINT NOT NULL,
  since BIGINT NOT NULL
);

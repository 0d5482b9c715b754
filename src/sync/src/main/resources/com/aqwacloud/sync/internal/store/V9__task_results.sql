-- What the last dry run and the last verification of a session came to, as JSON.
CREATE TABLE task_result (
  session_id VARCHAR(40) NOT NULL,
  task VARCHAR(40) NOT NULL,
  result CLOB(1M) NOT NULL,
  PRIMARY KEY (session_id, task)
);

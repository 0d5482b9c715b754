-- Names that each session's destination takes for one though their keys differ, one row a pair.
CREATE TABLE name_twin (
  session_id VARCHAR(40) NOT NULL,
  name_key VARCHAR(1024) NOT NULL,
  twin_key VARCHAR(1024) NOT NULL
);
CREATE INDEX name_twin_session ON name_twin (session_id);

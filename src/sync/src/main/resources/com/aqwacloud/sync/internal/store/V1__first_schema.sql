-- All times are milliseconds since 1970-01-01 UTC; all flags are 0 or 1.

CREATE TABLE sync_session (
  id VARCHAR(40) NOT NULL PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  source VARCHAR(64) NOT NULL,
  destination VARCHAR(64) NOT NULL,
  state VARCHAR(16) NOT NULL,
  message VARCHAR(2000),
  options VARCHAR(16000) NOT NULL,
  source_root VARCHAR(256),
  destination_root VARCHAR(256),
  created_at BIGINT NOT NULL,
  last_poll_at BIGINT
);

-- Where each feed is to be read on. While the first listing runs, start_token is the cursor that
-- was taken before it and token the next page of the listing.
CREATE TABLE feed_cursor (
  session_id VARCHAR(40) NOT NULL,
  side CHAR(1) NOT NULL,
  phase VARCHAR(16) NOT NULL,
  token VARCHAR(8000),
  start_token VARCHAR(8000),
  PRIMARY KEY (session_id, side)
);

-- Both drives as their feeds last told, whether selected or not.
CREATE TABLE item (
  session_id VARCHAR(40) NOT NULL,
  side CHAR(1) NOT NULL,
  id VARCHAR(256) NOT NULL,
  parent_id VARCHAR(256),
  name VARCHAR(1024) NOT NULL,
  name_key VARCHAR(1024) NOT NULL,
  kind VARCHAR(16) NOT NULL,
  mime_type VARCHAR(256),
  size BIGINT NOT NULL,
  modified_at BIGINT,
  created_at BIGINT,
  hash VARCHAR(128),
  revision VARCHAR(256),
  etag VARCHAR(256),
  modified_by VARCHAR(256),
  present SMALLINT NOT NULL,
  dirty SMALLINT NOT NULL,
  seen SMALLINT NOT NULL,
  PRIMARY KEY (session_id, side, id)
);
CREATE INDEX item_parent ON item (session_id, side, parent_id);
CREATE INDEX item_dirty ON item (session_id, dirty, side, id);

-- What both sides held when they were last in sync.
CREATE TABLE baseline (
  session_id VARCHAR(40) NOT NULL,
  source_id VARCHAR(256) NOT NULL,
  destination_id VARCHAR(256) NOT NULL,
  source_parent_id VARCHAR(256),
  name VARCHAR(1024) NOT NULL,
  destination_name VARCHAR(1024) NOT NULL,
  folder SMALLINT NOT NULL,
  size BIGINT NOT NULL,
  source_hash VARCHAR(128),
  source_revision VARCHAR(256),
  source_modified_at BIGINT,
  destination_hash VARCHAR(128),
  destination_etag VARCHAR(256),
  agreed_at BIGINT NOT NULL,
  PRIMARY KEY (session_id, source_id)
);
CREATE INDEX baseline_destination ON baseline (session_id, destination_id);
CREATE INDEX baseline_parent ON baseline (session_id, source_parent_id);

CREATE TABLE job (
  id BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  session_id VARCHAR(40) NOT NULL,
  source_id VARCHAR(256) NOT NULL,
  task VARCHAR(16) NOT NULL,
  state VARCHAR(16) NOT NULL,
  path VARCHAR(8000) NOT NULL,
  size BIGINT NOT NULL,
  bytes_done BIGINT NOT NULL,
  attempts INTEGER NOT NULL,
  not_before BIGINT NOT NULL,
  depends_on BIGINT,
  deleted_files BIGINT NOT NULL DEFAULT 0,
  decided VARCHAR(16),
  decided_etag VARCHAR(256),
  target_parent VARCHAR(256),
  target_name VARCHAR(1024),
  target_size BIGINT,
  upload_revision VARCHAR(256),
  upload_hash VARCHAR(1000),
  error VARCHAR(2000),
  queued_at BIGINT NOT NULL,
  started_at BIGINT,
  finished_at BIGINT
);
CREATE INDEX job_state ON job (state, session_id, not_before);
CREATE INDEX job_item ON job (session_id, source_id);
CREATE INDEX job_depends ON job (depends_on);

CREATE TABLE conflict (
  id BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  session_id VARCHAR(40) NOT NULL,
  source_id VARCHAR(256) NOT NULL,
  job_id BIGINT NOT NULL,
  kind VARCHAR(32) NOT NULL,
  path VARCHAR(8000) NOT NULL,
  source_exists SMALLINT NOT NULL,
  source_size BIGINT NOT NULL,
  source_modified_at BIGINT,
  source_modified_by VARCHAR(256),
  source_hash VARCHAR(128),
  destination_id VARCHAR(256),
  destination_exists SMALLINT NOT NULL,
  destination_size BIGINT NOT NULL,
  destination_modified_at BIGINT,
  destination_modified_by VARCHAR(256),
  destination_hash VARCHAR(128),
  destination_etag VARCHAR(256),
  detected_at BIGINT NOT NULL,
  resolution VARCHAR(16),
  resolved_by VARCHAR(100),
  resolved_at BIGINT
);
CREATE INDEX conflict_open ON conflict (resolved_at, session_id);

CREATE TABLE audit (
  at_millis BIGINT NOT NULL,
  session_id VARCHAR(40),
  job_id BIGINT,
  step VARCHAR(32) NOT NULL,
  task VARCHAR(16),
  path VARCHAR(8000),
  size BIGINT,
  detail VARCHAR(2000)
);
CREATE INDEX audit_time ON audit (at_millis);

CREATE TABLE counter (
  name VARCHAR(64) NOT NULL PRIMARY KEY,
  amount BIGINT NOT NULL
);

CREATE TABLE secret (
  account VARCHAR(64) NOT NULL,
  name VARCHAR(64) NOT NULL,
  value VARCHAR(8000) NOT NULL,
  PRIMARY KEY (account, name)
);

-- Where the destination's drive is on its server, as far as it counts towards the length of a path;
-- null until it was looked up.
ALTER TABLE sync_session ADD COLUMN site VARCHAR(1024);

-- What could not get the place that it has at the source, and can once folders there changed theirs.
CREATE TABLE unplaced (
  session_id VARCHAR(40) NOT NULL,
  source_id VARCHAR(256) NOT NULL,
  folder SMALLINT NOT NULL,
  PRIMARY KEY (session_id, source_id)
);

-- The shared drives that a session reads, and where the feed of each is to be read on; columns as in
-- feed_cursor, phase null until it was first read.
CREATE TABLE shared_drive (
  session_id VARCHAR(40) NOT NULL,
  drive_id VARCHAR(256) NOT NULL,
  phase VARCHAR(16),
  token VARCHAR(8000),
  start_token VARCHAR(8000),
  PRIMARY KEY (session_id, drive_id)
);

-- Selected folders that others share, with those in them, and whether what is in each was listed.
CREATE TABLE shared_folder (
  session_id VARCHAR(40) NOT NULL,
  folder_id VARCHAR(256) NOT NULL,
  listed SMALLINT NOT NULL,
  PRIMARY KEY (session_id, folder_id)
);
CREATE INDEX shared_folder_due ON shared_folder (session_id, listed);

-- What belongs to others and is no longer told of, while nothing says that they deleted it.
CREATE TABLE lost_access (
  session_id VARCHAR(40) NOT NULL,
  source_id VARCHAR(256) NOT NULL,
  PRIMARY KEY (session_id, source_id)
);

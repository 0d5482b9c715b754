-- What Google Drive says of a file's content that no other content shares.
ALTER TABLE item ADD COLUMN sha256 VARCHAR(64);

-- Content that a file of the destination was verified to hold, by both clouds' hashes of it.
CREATE TABLE held_content (
  session_id VARCHAR(40) NOT NULL,
  item_id VARCHAR(256) NOT NULL,
  sha256 VARCHAR(64) NOT NULL,
  size BIGINT NOT NULL,
  hash VARCHAR(128) NOT NULL,
  PRIMARY KEY (session_id, item_id)
);
CREATE INDEX held_content_sha256 ON held_content (sha256, session_id);

-- The destination's hash of what an attempt was about to create by a copy; null where it uploads.
ALTER TABLE job ADD COLUMN target_hash VARCHAR(128);

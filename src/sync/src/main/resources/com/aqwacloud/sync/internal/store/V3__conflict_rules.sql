-- The destination's folder as agreed; null where it was not noted.
ALTER TABLE baseline ADD COLUMN destination_parent_id VARCHAR(256);

-- What said who decides, and until when a person may.
ALTER TABLE conflict ADD COLUMN decision_rule VARCHAR(8000);
ALTER TABLE conflict ADD COLUMN deadline_at BIGINT;

ALTER TABLE conflict ADD COLUMN source_name VARCHAR(1024);
ALTER TABLE conflict ADD COLUMN source_created_at BIGINT;
ALTER TABLE conflict ADD COLUMN destination_name VARCHAR(1024);
ALTER TABLE conflict ADD COLUMN destination_created_at BIGINT;

-- Where the content is that gave way.
ALTER TABLE conflict ADD COLUMN loser_place VARCHAR(16);
ALTER TABLE conflict ADD COLUMN loser_item VARCHAR(256);
ALTER TABLE conflict ADD COLUMN loser_name VARCHAR(1024);

-- Who had the loser brought back, and when.
ALTER TABLE conflict ADD COLUMN undone_by VARCHAR(100);
ALTER TABLE conflict ADD COLUMN undone_at BIGINT;

CREATE INDEX conflict_item ON conflict (session_id, source_id);

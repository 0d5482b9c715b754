-- What the source's file held when the decision was carried out: its hash, or else its revision.
ALTER TABLE conflict ADD COLUMN settled_content VARCHAR(256);

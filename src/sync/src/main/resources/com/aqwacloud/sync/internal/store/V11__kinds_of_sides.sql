-- Whether a side of a conflict is a file or a folder; null where it is neither, or not there.
ALTER TABLE conflict ADD COLUMN source_kind VARCHAR(16);
ALTER TABLE conflict ADD COLUMN destination_kind VARCHAR(16);

-- What is known of conflicts found before.
UPDATE conflict SET source_kind = (SELECT kind FROM item WHERE item.session_id = conflict.session_id
  AND item.side = 'S' AND item.id = conflict.source_id AND item.kind <> 'OTHER')
  WHERE source_exists = 1;
UPDATE conflict SET destination_kind = (SELECT kind FROM item WHERE item.session_id = conflict.session_id
  AND item.side = 'D' AND item.id = conflict.destination_id AND item.kind <> 'OTHER')
  WHERE destination_exists = 1;

-- A name is looked up in folders of any size, and the next job in queues of any length.
CREATE INDEX item_name ON item (session_id, side, parent_id, name_key);
DROP INDEX item_parent;
CREATE INDEX job_turn ON job (session_id, state, id);

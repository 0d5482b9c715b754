-- The items that are gone: since when that is known to whoever tidies up, null until then, and whether they can never
-- come back.
CREATE TABLE gone_item (
  session_id VARCHAR(40) NOT NULL,
  side CHAR(1) NOT NULL,
  id VARCHAR(256) NOT NULL,
  since BIGINT,
  for_ever SMALLINT NOT NULL,
  PRIMARY KEY (session_id, side, id)
);
INSERT INTO gone_item (session_id, side, id, for_ever) SELECT session_id, side, id, 0 FROM item WHERE present = 0;

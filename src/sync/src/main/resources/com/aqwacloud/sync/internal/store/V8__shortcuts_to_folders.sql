-- Shortcuts that may lead to a folder, of sessions that follow them, and the folder whose content each is kept
-- in step with; null while it is not.
CREATE TABLE folder_shortcut (
  session_id VARCHAR(40) NOT NULL,
  shortcut_id VARCHAR(256) NOT NULL,
  target_id VARCHAR(256),
  PRIMARY KEY (session_id, shortcut_id)
);

-- When a person last answered the guard of deletes: what was let go before that is not counted any more.
ALTER TABLE delete_guard ADD COLUMN answered BIGINT DEFAULT 0 NOT NULL;

-- How many files a person allowed a delete to take along; null if nobody was asked about it.
ALTER TABLE job ADD COLUMN allowed_files BIGINT;

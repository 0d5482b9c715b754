-- The destination's hashes of what attempts of a job have sent, each perhaps without hearing that it
-- arrived; separated by spaces, the newest first. After a question mark, when the attempts were that
-- heard no answer: from and until, in milliseconds. After an at sign, what the destination's file looks
-- like then, in digits and letters: its bytes, the time that was sent along, or from when until when it
-- may have got one.
ALTER TABLE job ADD COLUMN sent_hashes VARCHAR(1024);

-- Where attempts of a job before the last were to put an item, each perhaps without hearing that they
-- did: folder and name with a slash between, one in a line, the newest first.
ALTER TABLE job ADD COLUMN earlier_places VARCHAR(8000);

-- Who was about to create what is in a folder is asked for whatever the feed tells.
CREATE INDEX job_target ON job (session_id, target_parent);

-- Whether a job ever began is asked for each that ends without a trace.
CREATE INDEX audit_job ON audit (job_id);

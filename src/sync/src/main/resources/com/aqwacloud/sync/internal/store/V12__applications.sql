-- Through which application an item of the destination was last changed, where its drive tells.
ALTER TABLE item ADD COLUMN application VARCHAR(256);

-- Under which ids a drive knows this application, as it told of files that were made here.
CREATE TABLE own_application (
  account VARCHAR(64) NOT NULL,
  application VARCHAR(256) NOT NULL,
  PRIMARY KEY (account, application)
);

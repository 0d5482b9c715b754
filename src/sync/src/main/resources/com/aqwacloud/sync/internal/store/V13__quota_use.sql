-- What each account has used of its quotas, and until when its cloud asked for silence.
CREATE TABLE quota_use (
  cloud VARCHAR(16) NOT NULL,
  account VARCHAR(64) NOT NULL,
  paused_until BIGINT,
  requests VARCHAR(20000) NOT NULL,
  units VARCHAR(20000) NOT NULL,
  PRIMARY KEY (cloud, account)
);

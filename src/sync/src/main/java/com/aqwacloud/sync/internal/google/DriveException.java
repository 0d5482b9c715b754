package com.aqwacloud.sync.internal.google;

import com.aqwacloud.sync.api.SyncException;
import java.time.Duration;
import java.util.Optional;

/** Google Drive did not do what it was asked; the type says what the caller can do. */
public abstract sealed class DriveException extends SyncException {
    private static final long serialVersionUID = 1L;

    private final DriveDecision decision;

    private DriveException(DriveDecision decision, String message, Throwable cause) {
        super(message, cause);
        this.decision = decision;
    }

    /** What to do. */
    public DriveDecision decision() {
        return decision;
    }

    /** Trying again may help. */
    public abstract static sealed class Temporary extends DriveException {
        private static final long serialVersionUID = 1L;

        private final transient Duration retryAfter;

        private Temporary(
                DriveDecision decision, String message, Duration retryAfter, Throwable cause) {
            super(decision, message, cause);
            this.retryAfter = retryAfter;
        }

        /** The pause that the service asked for, if it did. */
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }
    }

    /** No answer, a broken one, or an error of the service itself. */
    public static final class Unavailable extends Temporary {
        private static final long serialVersionUID = 1L;

        Unavailable(String message, Duration retryAfter, Throwable cause) {
            super(DriveDecision.RETRY, message, retryAfter, cause);
        }
    }

    /** Too many requests; the account's governor knows already. */
    public static final class Throttled extends Temporary {
        private static final long serialVersionUID = 1L;

        Throttled(String message, Duration retryAfter, Throwable cause) {
            super(DriveDecision.WAIT, message, retryAfter, cause);
        }
    }

    /** A limit that is counted by the day: of the account, whose governor knows, or of a file. */
    public static final class DailyLimit extends Temporary {
        private static final long serialVersionUID = 1L;

        DailyLimit(DriveDecision decision, String message, Duration retryAfter, Throwable cause) {
            super(decision, message, retryAfter, cause);
        }
    }

    /** The access token or its scope is refused for good. */
    public static final class SignInNeeded extends DriveException {
        private static final long serialVersionUID = 1L;

        SignInNeeded(String message, Throwable cause) {
            super(DriveDecision.REAUTHORIZE, message, cause);
        }
    }

    /** Nothing of the account works until a person has allowed it at Google. */
    public static final class Blocked extends DriveException {
        private static final long serialVersionUID = 1L;

        Blocked(String message, Throwable cause) {
            super(DriveDecision.BLOCKED, message, cause);
        }
    }

    /** The file is gone, or no longer visible to the account. */
    public static final class Gone extends DriveException {
        private static final long serialVersionUID = 1L;

        Gone(String message, Throwable cause) {
            super(DriveDecision.GONE, message, cause);
        }
    }

    /** The account may not do this with this item. */
    public static final class Forbidden extends DriveException {
        private static final long serialVersionUID = 1L;

        Forbidden(String message, Throwable cause) {
            super(DriveDecision.FORBIDDEN, message, cause);
        }
    }

    /** The item cannot be downloaded at all. */
    public static final class NotDownloadable extends DriveException {
        private static final long serialVersionUID = 1L;

        NotDownloadable(String message, Throwable cause) {
            super(DriveDecision.SKIP_ITEM, message, cause);
        }
    }

    /** The document's export is larger than Drive answers an export with; its link has no limit. */
    public static final class TooLargeToExport extends DriveException {
        private static final long serialVersionUID = 1L;

        TooLargeToExport(String message, Throwable cause) {
            super(DriveDecision.SKIP_ITEM, message, cause);
        }
    }

    /** The page token of the change feed is no longer accepted. */
    public static final class FeedExpired extends DriveException {
        private static final long serialVersionUID = 1L;

        FeedExpired(String message, Throwable cause) {
            super(DriveDecision.RESTART_FEED, message, cause);
        }
    }

    /** Trying again will not help. */
    public static final class Fatal extends DriveException {
        private static final long serialVersionUID = 1L;

        Fatal(String message, Throwable cause) {
            super(DriveDecision.FATAL, message, cause);
        }
    }
}

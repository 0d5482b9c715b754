package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.camel.component.microsoft.onedrive.ForbiddenException;
import com.aqwacloud.camel.component.microsoft.onedrive.InsufficientStorageException;
import com.aqwacloud.camel.component.microsoft.onedrive.InvalidRequestException;
import com.aqwacloud.camel.component.microsoft.onedrive.LockedException;
import com.aqwacloud.camel.component.microsoft.onedrive.MalwareException;
import com.aqwacloud.camel.component.microsoft.onedrive.NameConflictException;
import com.aqwacloud.camel.component.microsoft.onedrive.NotFoundException;
import com.aqwacloud.camel.component.microsoft.onedrive.OneDriveException;
import com.aqwacloud.camel.component.microsoft.onedrive.PreconditionFailedException;
import com.aqwacloud.camel.component.microsoft.onedrive.ServiceUnavailableException;
import com.aqwacloud.camel.component.microsoft.onedrive.ThrottledException;
import com.aqwacloud.camel.component.microsoft.onedrive.UnauthorizedException;
import com.aqwacloud.camel.component.microsoft.onedrive.UploadSessionFailedException;
import com.aqwacloud.camel.component.microsoft.onedrive.UploadSessionGoneException;
import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.internal.account.AccountMisconfiguredException;
import com.aqwacloud.sync.internal.account.ReauthorizationRequiredException;
import com.aqwacloud.sync.internal.account.TokenUnavailableException;
import com.aqwacloud.sync.internal.google.DriveErrors;
import com.aqwacloud.sync.internal.google.DriveException;
import com.aqwacloud.sync.internal.quota.GovernorEndedException;
import com.aqwacloud.sync.internal.quota.LongWaitException;
import com.aqwacloud.sync.internal.route.Breakers;
import com.aqwacloud.sync.internal.route.CallOutcomes;
import com.aqwacloud.sync.internal.route.OutageException;
import com.aqwacloud.sync.internal.transfer.Failure.Remedy;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one table of what a failed transfer means. The clouds' own tables made the exceptions. */
final class Failures {
    static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final String LONG_PATH = "pathIsTooLong";
    private static final String BAD_NAME = "invalidPath";
    private static final Duration BREAKER = Duration.ofSeconds(10);
    private static final Duration LOCK = Duration.ofMinutes(2);

    /** What is thrown before anything is sent. */
    private static final List<Class<? extends Throwable>> UNSENT =
            List.of(
                    CallNotPermittedException.class,
                    TokenUnavailableException.class,
                    ReauthorizationRequiredException.class,
                    AccountMisconfiguredException.class,
                    GovernorEndedException.class,
                    LongWaitException.class);

    private Failures() {}

    /** What the failure means; the most telling exception of the chain counts. */
    static Failure explain(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            Optional<Failure> known = known(cause);
            if (known.isPresent()) {
                return known.get();
            }
        }
        if (find(thrown, IOException.class).isPresent()) {
            return new Failure(
                    Remedy.RETRY,
                    "The connection broke: " + thrown.getMessage() + "; it is tried again.",
                    null);
        }
        LOG.error("A transfer failed unexpectedly", thrown);
        return new Failure(
                Remedy.RETRY,
                "An unexpected error ("
                        + thrown.getClass().getSimpleName()
                        + "); the log has the cause.",
                null);
    }

    /**
     * The same for the transfer of an action. What OneDrive does not take because of where folders
     * are there, its feed tells before the next try: a path that got too long, or two folders that
     * were moved into each other.
     */
    static Failure explain(Throwable thrown, Action action) {
        Failure failure = explain(thrown);
        String code =
                find(thrown, InvalidRequestException.class)
                        .map(OneDriveException::getCode)
                        .orElse(null);
        if (code == null || failure.remedy() != Remedy.GIVE_UP) {
            return failure;
        }
        if (code.equals(LONG_PATH)) {
            return new Failure(
                    Remedy.RETRY,
                    "Its path is too long for OneDrive; shorten its name or that of a folder above"
                            + " it in Google Drive.",
                    null);
        }
        return action == Action.MOVE && !code.equals(BAD_NAME)
                ? new Failure(Remedy.RETRY, failure.sentence(), null)
                : failure;
    }

    /** Whether a name was taken by what was not known to be there. */
    static boolean isTaken(Throwable thrown) {
        return find(thrown, NameConflictException.class).isPresent();
    }

    /** Whether what was to be changed had been changed by another meanwhile. */
    static boolean isOvertaken(Throwable thrown) {
        return find(thrown, PreconditionFailedException.class).isPresent();
    }

    /** Whether OneDrive may have done what it was asked, though it was not heard to say so. */
    static boolean isUnheard(Throwable thrown) {
        return !isRefusal(thrown)
                && UNSENT.stream().noneMatch(type -> find(thrown, type).isPresent());
    }

    /** Whether OneDrive, or a gateway before it, answered at all. */
    static boolean isAnswered(Throwable thrown) {
        return find(thrown, OneDriveException.class).filter(e -> e.getStatus() > 0).isPresent();
    }

    /** What fails at a gateway may have been done behind it. */
    private static boolean isRefusal(Throwable thrown) {
        return find(thrown, OneDriveException.class)
                        .filter(e -> e.getStatus() >= 400)
                        .filter(e -> !(e instanceof ServiceUnavailableException))
                        .isPresent()
                || find(thrown, DriveException.class).isPresent();
    }

    /** Whether the upload session is no longer there. */
    static boolean endsUpload(Throwable thrown) {
        return find(thrown, UploadSessionGoneException.class).isPresent()
                || find(thrown, UploadSessionFailedException.class).isPresent()
                || find(thrown, VerificationException.class).isPresent()
                || find(thrown, UnsteadyExportException.class).isPresent()
                || find(thrown, SourceChangedException.class).isPresent();
    }

    private static Optional<Failure> known(Throwable cause) {
        if (cause instanceof OutageException) {
            Failure failure = explain(cause.getCause());
            return Optional.of(new Failure(Remedy.WAIT, failure.sentence(), failure.pause()));
        }
        if (cause instanceof OneDriveException refused) {
            return Optional.of(oneDrive(refused));
        }
        if (cause instanceof DriveException refused) {
            return Optional.of(drive(refused));
        }
        if (cause instanceof LongWaitException waiting) {
            String words = waiting.getMessage();
            return Optional.of(
                    new Failure(
                            Remedy.WAIT,
                            Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".",
                            waiting.left()));
        }
        if (cause instanceof StoppedException) {
            return Optional.of(new Failure(Remedy.WAIT, null, Duration.ZERO));
        }
        if (cause instanceof SourceChangedException) {
            return Optional.of(new Failure(Remedy.NEXT_POLL, cause.getMessage(), null));
        }
        if (cause instanceof VerificationException
                || cause instanceof MisplacedCopyException
                || cause instanceof UnsteadyExportException) {
            return Optional.of(new Failure(Remedy.RETRY, cause.getMessage(), null));
        }
        if (cause instanceof CallNotPermittedException refused) {
            return Optional.of(
                    new Failure(
                            Remedy.WAIT,
                            Breakers.cloud(refused).orElse("The cloud")
                                    + " failed too often in a row; the next try follows a pause.",
                            BREAKER));
        }
        if (cause instanceof ReauthorizationRequiredException
                || cause instanceof AccountMisconfiguredException) {
            return Optional.of(new Failure(Remedy.PAUSE, cause.getMessage(), null));
        }
        if (cause instanceof TokenUnavailableException later) {
            return Optional.of(
                    new Failure(Remedy.WAIT, cause.getMessage(), later.retryAfter().orElse(null)));
        }
        if (cause instanceof InterruptedException
                || cause instanceof CancellationException
                || cause instanceof RejectedExecutionException) {
            return Optional.of(new Failure(Remedy.WAIT, null, Duration.ZERO));
        }
        return Optional.empty();
    }

    private static Failure oneDrive(OneDriveException refused) {
        String sentence = refused.getMessage() + ".";
        if (refused instanceof ThrottledException throttled) {
            return new Failure(Remedy.WAIT, sentence, throttled.getRetryAfter().orElse(null));
        }
        if (refused instanceof ServiceUnavailableException unavailable) {
            return new Failure(
                    CallOutcomes.asksForPause(unavailable) ? Remedy.WAIT : Remedy.RETRY,
                    sentence,
                    unavailable.getRetryAfter().orElse(null));
        }
        if (refused instanceof NameConflictException
                || refused instanceof PreconditionFailedException
                || refused instanceof NotFoundException) {
            return new Failure(Remedy.REFRESH, sentence, null);
        }
        if (refused instanceof UploadSessionGoneException) {
            return new Failure(Remedy.RETRY, sentence, Duration.ZERO);
        }
        if (refused instanceof LockedException) {
            // Somebody has it open, perhaps all day.
            return new Failure(Remedy.WAIT, sentence, LOCK);
        }
        if (refused instanceof UnauthorizedException unauthorized
                && unauthorized.isTokenRefused()) {
            // Whether a person must sign in again shows when further tokens are refused.
            return new Failure(Remedy.RETRY, sentence, null);
        }
        if (refused instanceof InsufficientStorageException
                || refused instanceof UnauthorizedException) {
            return new Failure(Remedy.PAUSE, sentence, null);
        }
        if (refused instanceof ForbiddenException
                || refused instanceof InvalidRequestException
                || refused instanceof MalwareException) {
            return new Failure(Remedy.GIVE_UP, sentence, null);
        }
        return new Failure(Remedy.RETRY, sentence, null);
    }

    private static Failure drive(DriveException refused) {
        String sentence = refused.getMessage();
        Duration told =
                refused instanceof DriveException.Temporary temporary
                        ? temporary.retryAfter().orElse(null)
                        : null;
        return switch (refused.decision()) {
            case RETRY -> new Failure(Remedy.RETRY, sentence, told);
            case WAIT -> new Failure(Remedy.WAIT, sentence, told);
            case PAUSE, PAUSE_ACCOUNT ->
                    new Failure(Remedy.WAIT, sentence, told == null ? DriveErrors.DAY_LIMIT : told);
            case REAUTHORIZE, BLOCKED -> new Failure(Remedy.PAUSE, sentence, null);
            case GONE -> new Failure(Remedy.MISSING, sentence, null);
            case RESTART_FEED -> new Failure(Remedy.NEXT_POLL, sentence, null);
            case FORBIDDEN, SKIP_ITEM, FATAL -> new Failure(Remedy.GIVE_UP, sentence, null);
        };
    }

    private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}

package com.aqwacloud.sandbox.fault;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be made to go wrong, and what each kind lets its rule say about it. */
public enum FaultKind {
    /** The request is answered with an error of the cloud's own shape. */
    REFUSE("status", "code", "innerCode", "message", "headers"),
    /** The answer takes longer. */
    DELAY("millis"),
    /** The connection breaks while the request's body is on its way. */
    CUT_REQUEST("afterBytes"),
    /** The connection breaks while the answer's body is on its way. */
    CUT_RESPONSE("afterBytes"),
    /** Too many requests, says the cloud. */
    THROTTLE("status", "code", "retryAfterSeconds"),
    /** The access token has expired. */
    EXPIRE_ACCESS_TOKEN,
    /** The refresh token is dead: {@code invalid_grant}. */
    EXPIRE_REFRESH_TOKEN,
    /** The page token of a list or feed is not known any more. */
    EXPIRE_PAGE_TOKEN("status"),
    /** The upload session is gone, for good. */
    EXPIRE_UPLOAD_SESSION,
    /** The delta link is too old: 410 with an address to start again from. */
    EXPIRE_DELTA_LINK("code"),
    /** The pre-authenticated address of a download is not good any more. */
    EXPIRE_DOWNLOAD_URL("status"),
    /** One byte of a download differs from the file's. */
    CORRUPT_DOWNLOAD("atByte"),
    /** One byte is stored other than it was sent. */
    CORRUPT_UPLOAD("atByte"),
    /** There is no room for what is to be stored. */
    QUOTA_FULL("code"),
    /**
     * What was asked for is done, and the answer is lost on its way, or to a gateway that says so.
     */
    LOSE_ANSWER("status"),
    /** A page holds fewer entries than asked for, and there is a further one. */
    SHORT_PAGE("items"),
    /** A page holds no entries, and there is a further one. */
    EMPTY_PAGE,
    /** Of the bytes of a chunk some at the end are dropped, and the answer says so. */
    LESS_RECEIVED("bytes"),
    /** 308 without a {@code Range}: nothing of the upload has been kept. */
    NO_RANGE,
    /** 202 names stretches that no one would expect. */
    SURPRISING_RANGES("ranges"),
    /** A file is shown without its hashes. */
    MISSING_HASH,
    /** A stretch was asked for, the whole file comes. */
    IGNORE_RANGE,
    /** An entry of the feed comes once more. */
    REPEAT_ITEMS,
    /** An item is shown as it was before its latest change. */
    STALE("millis");

    /** What OneDrive may say when a delta link is too old, in both spellings. */
    public static final List<String> RESYNC_CODES =
            List.of(
                    "resyncChangesApplyDifferences",
                    "resyncApplyDifferences",
                    "resyncChangesUploadDifferences",
                    "resyncUploadDifferences",
                    "resyncRequired",
                    "syncStateNotFound");

    private final List<String> parameters;

    FaultKind(String... parameters) {
        this.parameters = List.of(parameters);
    }

    /** Its name in rules, such as {@code cut-response}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The names of what a rule may say beside when it fires. */
    public List<String> parameters() {
        return parameters;
    }

    /** The one cloud it is of; empty for both. */
    public Optional<String> cloud() {
        return switch (this) {
            case LESS_RECEIVED, NO_RANGE -> Optional.of("google");
            case EXPIRE_DELTA_LINK, EXPIRE_DOWNLOAD_URL, SURPRISING_RANGES, REPEAT_ITEMS ->
                    Optional.of("onedrive");
            default -> Optional.empty();
        };
    }

    /** The statuses it may have; empty for any. */
    public List<Long> statuses() {
        return switch (this) {
            case THROTTLE -> List.of(403L, 429L, 503L);
            case EXPIRE_PAGE_TOKEN -> List.of(400L, 404L, 410L);
            case EXPIRE_DOWNLOAD_URL -> List.of(401L, 403L, 404L);
            default -> List.of();
        };
    }

    public static Optional<FaultKind> of(String id) {
        for (FaultKind kind : values()) {
            if (kind.id().equals(id)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}

package com.aqwacloud.camel.component.microsoft.onedrive;

import java.util.Optional;

/**
 * An answer of Microsoft Graph, or the lack of one, that an operation could not go on with. Each
 * subclass says what the caller can do about it; this class itself stands for an answer that no row
 * of the decision table knows, and repeating the call is not expected to help.
 *
 * <p>The text never holds a token, a pre-authenticated address or the service's free text.
 */
public sealed class OneDriveException extends Exception
        permits ThrottledException,
                UnauthorizedException,
                ForbiddenException,
                NotFoundException,
                NameConflictException,
                PreconditionFailedException,
                ResyncRequiredException,
                LockedException,
                InsufficientStorageException,
                InvalidRequestException,
                ServiceUnavailableException,
                UploadSessionFailedException,
                UploadSessionGoneException,
                MalwareException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String requestId;

    OneDriveException(GraphError error, String sentence) {
        this(error, sentence, null);
    }

    OneDriveException(GraphError error, String sentence, Throwable cause) {
        super(sentence + error.suffix(), cause);
        this.status = error.status();
        this.code = error.code();
        this.requestId = error.requestId();
    }

    /** The HTTP status, or 0 if no answer came. */
    public int getStatus() {
        return status;
    }

    /**
     * The deepest error code in the answer that is a known one, else its outermost; may be empty,
     * never null.
     */
    public String getCode() {
        return code;
    }

    /** The service's name for the failed request, to be quoted to its support. */
    public Optional<String> getRequestId() {
        return Optional.ofNullable(requestId);
    }
}

package com.aqwacloud.camel.component.microsoft.onedrive;

/** The one place that decides what an error answer means for the caller. Stateless. */
final class GraphErrorTable {

    private GraphErrorTable() {}

    /**
     * The exception for an error answer to a request of this kind. Codes decide before the status
     * does.
     */
    static OneDriveException exceptionFor(RequestKind kind, GraphError error) {
        String could = "OneDrive could not " + kind.phrase() + ": ";
        return switch (error.code()) {
            case "malwareDetected", "virusSuspicious" ->
                    new MalwareException(error, could + "its content is held to be malware");
            case "quotaLimitReached", "insufficientStorage" ->
                    new InsufficientStorageException(error, could + "the drive is full");
            case "resourceLocked", "lockMismatch" -> locked(could, error);
            case "insufficient_claims" ->
                    new UnauthorizedException(
                            error, could + "the account has to sign in and consent again");
            case "uploadSessionNotFound" -> sessionGone(could, error);
            case "cannotSnapshotTree" ->
                    new ServiceUnavailableException(error, could + "the service is busy");
            case "resyncApplyDifferences",
                    "resyncChangesApplyDifferences",
                    "resyncUploadDifferences",
                    "resyncChangesUploadDifferences",
                    "resyncRequired",
                    "syncStateNotFound" ->
                    resync(could, error);
            default ->
                    kind.inUploadSession() ? inSession(could, error) : byStatus(kind, could, error);
        };
    }

    /** The address of a session is its own credential: refused or unknown, the session is lost. */
    private static OneDriveException inSession(String could, GraphError error) {
        return switch (error.code()) {
            case "fragmentLengthMismatch", "uploadSessionFailed", "uploadSessionIncomplete" ->
                    new UploadSessionFailedException(
                            error, could + "the upload session has failed");
            default ->
                    switch (error.status()) {
                        case 401, 404, 410 -> sessionGone(could, error);
                        default -> byStatus(RequestKind.UPLOAD_FRAGMENT, could, error);
                    };
        };
    }

    private static OneDriveException byStatus(RequestKind kind, String could, GraphError error) {
        int status = error.status();
        return switch (status) {
            case 400, 405, 406, 411, 413, 414, 415, 416, 422 ->
                    new InvalidRequestException(
                            error, could + "the service does not take the request");
            case 401 ->
                    new UnauthorizedException(
                            error, could + "the service does not take the access token");
            case 403 -> new ForbiddenException(error, could + "the account may not do this");
            case 404 -> new NotFoundException(error, could + "there is no such item");
            case 408 -> new ServiceUnavailableException(error, could + "the request took too long");
            case 409 ->
                    switch (error.code()) {
                        case "nameAlreadyExists", "" ->
                                new NameConflictException(error, could + "the name is taken");
                        case "itemNotFound" ->
                                new NotFoundException(error, could + "the folder is missing");
                        case "resourceModified", "entityTagDoesNotMatch" -> modified(could, error);
                        default ->
                                new OneDriveException(
                                        error, could + "it conflicts with what is there");
                    };
            case 410 ->
                    kind == RequestKind.DELTA || kind == RequestKind.DELTA_START
                            ? resync(could, error)
                            : new NotFoundException(error, could + "it is gone");
            case 412 -> modified(could, error);
            case 423 -> locked(could, error);
            case 424 -> new OneDriveException(error, could + "a request that it depends on failed");
            case 429 -> new ThrottledException(error, could + "there were too many requests");
            case 507 -> new InsufficientStorageException(error, could + "the drive is full");
            case 509 -> new ThrottledException(error, could + "the bandwidth is used up");
            default ->
                    status >= 500 && status <= 599
                            ? new ServiceUnavailableException(error, could + "the service failed")
                            : new OneDriveException(error, could + "the answer is not understood");
        };
    }

    private static OneDriveException modified(String could, GraphError error) {
        return new PreconditionFailedException(error, could + "the item has changed meanwhile");
    }

    private static OneDriveException locked(String could, GraphError error) {
        return new LockedException(error, could + "the item is locked");
    }

    private static OneDriveException sessionGone(String could, GraphError error) {
        return new UploadSessionGoneException(error, could + "the upload session is gone", false);
    }

    private static OneDriveException resync(String could, GraphError error) {
        return new ResyncRequiredException(error, could + "everything has to be listed again");
    }
}

package com.aqwacloud.camel.component.microsoft.onedrive;

import java.util.Optional;

/** The change feed can't go on from this cursor: list everything again. */
public final class ResyncRequiredException extends OneDriveException {

    private static final long serialVersionUID = 1L;

    /** What to do with the difference between the full listing and what is known here. */
    public enum Kind {
        /** Take the service's state, deletions included; then upload what it never saw. */
        APPLY_DIFFERENCES,
        /** Upload what the service did not list; keep both when unsure. */
        UPLOAD_DIFFERENCES,
        /** The cursor is dead; nothing is said about differences. */
        FULL
    }

    private final Kind kind;
    private final String restartLink;

    ResyncRequiredException(GraphError error, String sentence) {
        super(error, sentence);
        this.restartLink = error.location();
        this.kind =
                switch (error.code()) {
                    case "resyncChangesApplyDifferences", "resyncApplyDifferences" ->
                            Kind.APPLY_DIFFERENCES;
                    case "resyncChangesUploadDifferences", "resyncUploadDifferences" ->
                            Kind.UPLOAD_DIFFERENCES;
                    default -> Kind.FULL;
                };
    }

    /** What the service asks to be done; both spellings of its codes are understood. */
    public Kind getKind() {
        return kind;
    }

    /**
     * The link at which a fresh enumeration starts; empty if the service gave none (start without
     * link).
     */
    public Optional<String> getRestartLink() {
        return Optional.ofNullable(restartLink);
    }
}

package com.aqwacloud.camel.component.microsoft.onedrive;

import java.time.Instant;

/**
 * Follows one upload. An exception thrown by {@link #sessionCreated} or {@link #accepted} ends the
 * upload; the session stays, so that it can be resumed.
 */
public interface UploadListener {

    /**
     * A session was opened. Called on the uploading thread before the first fragment goes out: what
     * the application stores here lets it resume after a crash.
     *
     * @param uploadUrl a credential: store it protected
     * @param expires when the service will drop the session, or null if it did not say
     */
    default void sessionCreated(PreAuthenticatedUrl uploadUrl, Instant expires) {}

    /**
     * The service has this many bytes from the beginning of the file. Called on the uploading
     * thread after each fragment and when a session is resumed. May be less than before if the
     * service dropped some.
     */
    default void accepted(long bytes) {}

    /**
     * This many bytes from the beginning of the file have been handed to the network, a part of
     * them perhaps again. Called at least once for each MiB, on a thread of the HTTP client; must
     * not block.
     */
    default void sent(long bytes) {}
}

package com.aqwacloud.camel.component.microsoft.onedrive;

/**
 * Stands before every HTTP request of an endpoint, those to upload and download addresses included:
 * an application that keeps to a quota plugs in here. Must be safe for use by several threads.
 */
public interface RequestGate {

    /**
     * Called before a request; may block until it may be made. An exception refuses the request and
     * reaches the route unchanged.
     */
    void before(GraphRequest request) throws InterruptedException;

    /**
     * Called exactly once after each request that {@link #before} let through, when its answer's
     * headers are there or it failed. Must not block.
     */
    void after(GraphRequest request, GraphOutcome outcome);
}

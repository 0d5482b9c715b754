package com.aqwacloud.camel.component.microsoft.onedrive;

/**
 * Where access tokens come from. Shared by all endpoints that name it, so it must be safe for use
 * by several threads.
 */
@FunctionalInterface
public interface AccessTokenSupplier {

    /**
     * A token that is believed to be valid now; may block to get one. Called before every request
     * to the service, so it should answer from memory.
     *
     * @return never null or blank
     * @throws Exception if there is none; it reaches the route unchanged, so that the application
     *     can tell its own failures apart. Its text must not hold a token.
     */
    String accessToken() throws Exception;

    /**
     * The service refused this token; the next {@link #accessToken()} should give another one.
     * Called at most once for each request. Several threads may report the same token.
     */
    default void rejected(String token) {}

    /** The service took this token. Called for each request, so it should return at once. */
    default void accepted(String token) {}
}

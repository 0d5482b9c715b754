package com.aqwacloud.sandbox.google.push;

import java.net.URI;
import java.time.Instant;

/**
 * Where someone wants to be told of changes.
 *
 * @param id chosen by the one who wants to be told
 * @param token sent along; {@code null} if none was given
 * @param resourceId the same for every channel on one thing
 */
public record Channel(
        String id,
        URI address,
        String token,
        Instant expiration,
        String resourceId,
        String resourceUri) {}

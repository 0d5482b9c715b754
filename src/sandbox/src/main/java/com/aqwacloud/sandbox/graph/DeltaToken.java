package com.aqwacloud.sandbox.graph;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A place in the feed of changes.
 *
 * @param after the change seen last
 * @param silent deletions up to here are not told, since a listing that began later never had the
 *     item
 * @param day when it was given out, in days since the epoch
 */
record DeltaToken(long after, long silent, long day) {

    String text() {
        String text = "delta|" + after + "|" + silent + "|" + day;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty if it is none of ours. */
    static Optional<DeltaToken> parse(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            String[] parts = text.split("\\|");
            return parts.length == 4 && parts[0].equals("delta")
                    ? Optional.of(
                            new DeltaToken(
                                    Long.parseLong(parts[1]),
                                    Long.parseLong(parts[2]),
                                    Long.parseLong(parts[3])))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

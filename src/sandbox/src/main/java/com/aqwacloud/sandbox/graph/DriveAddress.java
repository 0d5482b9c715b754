package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.http.Call;
import java.util.Optional;

/**
 * The drive that an address is about, and what follows it.
 *
 * @param user whose drive it is, {@code me} for the one who asks; {@code null} if it is named by id
 * @param driveId {@code null} if it is named by its user
 * @param rest still percent-encoded, without a slash at the start
 */
record DriveAddress(String user, String driveId, String rest) {

    /**
     * Reads what follows the version.
     *
     * @throws com.aqwacloud.sandbox.http.ApiException if it leads to no drive
     */
    static DriveAddress parse(String raw) {
        return find(raw)
                .orElseThrow(
                        () ->
                                GraphError.of(
                                        400,
                                        "BadRequest",
                                        "Resource not found for the segment in the address."));
    }

    /** The same; empty if it leads to no drive. */
    static Optional<DriveAddress> find(String raw) {
        String[] parts = raw.split("/", 4);
        if (parts[0].equals("me") && parts.length > 1 && parts[1].equals("drive")) {
            return Optional.of(new DriveAddress("me", null, after(raw, 2)));
        }
        if (parts[0].equals("drives") && parts.length > 1) {
            return Optional.of(new DriveAddress(null, decode(parts[1]), after(raw, 2)));
        }
        if (parts[0].equals("users") && parts.length > 2 && parts[2].equals("drive")) {
            return Optional.of(new DriveAddress(decode(parts[1]), null, after(raw, 3)));
        }
        return Optional.empty();
    }

    private static String after(String raw, int segments) {
        String[] parts = raw.split("/", segments + 1);
        return parts.length > segments ? parts[segments] : "";
    }

    private static String decode(String segment) {
        return Call.decode(segment).orElse("");
    }
}

package com.aqwacloud.sync.internal.session;

import com.aqwacloud.sync.api.InvalidValueException;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.internal.store.KeptOptions;
import java.util.HashMap;
import java.util.Map;

/**
 * The options that new sessions begin with, and the session that a first start makes.
 *
 * @param options what a new session takes where its creator says nothing
 * @param readyMade whether the first start creates and starts a session of the whole drive
 */
public record SessionDefaults(SessionOptions options, boolean readyMade) {
    private static final String FILE = "etc/aqwa.sessions.cfg";
    private static final String READY_MADE = "ready-made";

    /** What holds without a configuration file. */
    public static final SessionDefaults BUILT_IN =
            new SessionDefaults(SessionOptions.DEFAULTS, false);

    /**
     * Reads {@code etc/aqwa.sessions.cfg}. Properties of the configuration service itself are
     * passed over.
     *
     * @throws InvalidValueException naming the file and the key at fault
     */
    public static SessionDefaults read(Map<String, ?> properties) {
        var values = new HashMap<String, String>();
        boolean readyMade = false;
        for (var entry : properties.entrySet()) {
            String key = entry.getKey();
            String value = String.valueOf(entry.getValue()).trim();
            if (key.equals(READY_MADE)) {
                readyMade = flag(value);
            } else if (!ContainerKeys.isOne(key)) {
                values.put(key, value);
            }
        }
        try {
            var options = SessionOptions.DEFAULTS.with(values);
            KeptOptions.check(options);
            return new SessionDefaults(options, readyMade);
        } catch (InvalidValueException e) {
            String message = e.getMessage();
            throw new InvalidValueException(
                    FILE, "is not used: " + message.substring(0, message.length() - 1));
        }
    }

    private static boolean flag(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default ->
                    throw new InvalidValueException(
                            FILE, "is not used: " + READY_MADE + " must be true or false");
        };
    }
}

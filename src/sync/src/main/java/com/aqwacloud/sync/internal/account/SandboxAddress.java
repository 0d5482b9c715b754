package com.aqwacloud.sync.internal.account;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the sandbox listens, or why that is not known.
 *
 * @param root {@code http://host:port}, or null
 * @param problem one sentence, or null
 */
record SandboxAddress(URI root, String problem) {
    private static final int DEFAULT_PORT = 3002;
    private static final int LARGEST_PORT = 65_535;
    private static final Set<String> KEYS = Set.of("host", "port");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:]+]");

    /** Reads the values below {@code sandbox.}; unknown keys are added to the problems. */
    static SandboxAddress read(Map<String, String> values, List<String> problems) {
        for (String key : values.keySet()) {
            if (!KEYS.contains(key)) {
                problems.add(
                        AccountsConfig.FILE
                                + ": sandbox."
                                + key
                                + " is no setting; known are sandbox.host and sandbox.port, and"
                                + " no account can be called sandbox.");
            }
        }
        String host = value(values, "host", "127.0.0.1");
        String port = value(values, "port", Integer.toString(DEFAULT_PORT));
        SandboxAddress address = of(host, port);
        if (address.problem != null) {
            problems.add(address.problem);
        }
        return address;
    }

    private static SandboxAddress of(String host, String port) {
        if (!HOST.matcher(host).matches()) {
            return refused("sandbox.host must be a host name or address, not \"" + host + "\".");
        }
        int number = number(port);
        if (number < 1 || number > LARGEST_PORT) {
            return refused("sandbox.port must be a port from 1 to 65535, not \"" + port + "\".");
        }
        return new SandboxAddress(URI.create("http://" + host + ":" + number), null);
    }

    private static SandboxAddress refused(String reason) {
        return new SandboxAddress(null, AccountsConfig.FILE + ": " + reason);
    }

    private static String value(Map<String, String> values, String key, String otherwise) {
        String value = values.getOrDefault(key, "");
        return value.isEmpty() ? otherwise : value;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}

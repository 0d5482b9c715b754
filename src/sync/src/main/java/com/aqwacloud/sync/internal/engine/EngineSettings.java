package com.aqwacloud.sync.internal.engine;

import com.aqwacloud.sync.api.Bandwidth;
import com.aqwacloud.sync.api.InvalidValueException;
import com.aqwacloud.sync.internal.session.ContainerKeys;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How the engine runs in this installation.
 *
 * @param version of the product
 * @param host the address that page, API and events listen on
 * @param port their port; 0 takes a free one
 * @param allowedHosts further names by which browsers may call this server, without port
 * @param page where the page's files are, as the WebSocket component's option takes it
 * @param routesFolder the pipeline's route files
 * @param keyFile the file of the key that secrets are encrypted with
 * @param transferThreads transfers at once over all sessions, 1 to 64
 * @param fragmentBytes bytes of one request of an upload session
 * @param tickMillis how often the queue is looked through for jobs whose waiting time is over
 * @param bandwidth how many bytes of content all sessions together may read in each second
 */
public record EngineSettings(
        String version,
        String host,
        int port,
        Set<String> allowedHosts,
        String page,
        Path routesFolder,
        Path keyFile,
        int transferThreads,
        int fragmentBytes,
        int tickMillis,
        Bandwidth bandwidth) {
    private static final int FRAGMENT_UNIT = 320 * 1024;
    private static final int LARGEST_FRAGMENT = 60 * 1024 * 1024;
    private static final Set<String> ENGINE_KEYS =
            Set.of(
                    "routes.folder",
                    "secrets.key-file",
                    "transfers.threads",
                    "transfers.fragment-bytes",
                    "transfers.tick-ms",
                    Bandwidth.LIMIT,
                    Bandwidth.TIMETABLE);
    private static final Set<String> HTTP_KEYS = Set.of("host", "port", "allowed-hosts", "page");

    /**
     * Reads {@code etc/aqwa.engine.cfg} and {@code etc/aqwa.http.cfg}.
     *
     * @param base what relative paths are resolved against
     * @throws InvalidValueException naming file and key at fault
     */
    public static EngineSettings read(
            String version, Path base, Map<String, ?> engine, Map<String, ?> http) {
        String engineFile = "etc/aqwa.engine.cfg";
        String httpFile = "etc/aqwa.http.cfg";
        refuseUnknown(engineFile, engine, ENGINE_KEYS);
        refuseUnknown(httpFile, http, HTTP_KEYS);
        int fragment =
                number(
                        engineFile,
                        engine,
                        "transfers.fragment-bytes",
                        32 * FRAGMENT_UNIT,
                        FRAGMENT_UNIT,
                        LARGEST_FRAGMENT - 1);
        if (fragment % FRAGMENT_UNIT != 0) {
            throw new InvalidValueException(
                    engineFile,
                    "is not used: transfers.fragment-bytes must be a multiple of 327680");
        }
        return new EngineSettings(
                version,
                text(http, "host", "127.0.0.1"),
                number(httpFile, http, "port", 3001, 0, 65535),
                names(text(http, "allowed-hosts", "")),
                text(http, "page", "bundle:aqwa-web/page"),
                base.resolve(text(engine, "routes.folder", "routes")),
                base.resolve(text(engine, "secrets.key-file", "data/aqwa/secrets.key")),
                number(engineFile, engine, "transfers.threads", 16, 1, 64),
                fragment,
                number(engineFile, engine, "transfers.tick-ms", 1000, 100, 60_000),
                bandwidth(engineFile, engine));
    }

    private static Bandwidth bandwidth(String file, Map<String, ?> values) {
        try {
            return Bandwidth.read(
                    Map.of(
                            Bandwidth.LIMIT, text(values, Bandwidth.LIMIT, ""),
                            Bandwidth.TIMETABLE, text(values, Bandwidth.TIMETABLE, "")));
        } catch (InvalidValueException e) {
            String message = e.getMessage();
            throw new InvalidValueException(
                    file, "is not used: " + message.substring(0, message.length() - 1));
        }
    }

    private static void refuseUnknown(String file, Map<String, ?> values, Set<String> known) {
        for (String key : new TreeSet<>(values.keySet())) {
            if (!known.contains(key) && !ContainerKeys.isOne(key)) {
                throw new InvalidValueException(
                        file,
                        "is not used: "
                                + key
                                + " is no setting; known are "
                                + String.join(", ", new TreeSet<>(known)));
            }
        }
    }

    private static Set<String> names(String text) {
        return Arrays.stream(text.split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String text(Map<String, ?> values, String key, String usual) {
        Object value = values.get(key);
        return value == null || value.toString().isBlank() ? usual : value.toString().trim();
    }

    private static int number(
            String file, Map<String, ?> values, String key, int usual, int least, int most) {
        String text = text(values, key, Integer.toString(usual));
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw refusal(file, key, least, most, text);
        }
        throw refusal(file, key, least, most, text);
    }

    private static InvalidValueException refusal(
            String file, String key, int least, int most, String text) {
        return new InvalidValueException(
                file,
                "is not used: "
                        + key
                        + " must be a whole number from "
                        + least
                        + " to "
                        + most
                        + "; it is \""
                        + text
                        + "\"");
    }
}

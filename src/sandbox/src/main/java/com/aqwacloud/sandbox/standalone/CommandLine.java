package com.aqwacloud.sandbox.standalone;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What the sandbox is asked for when it starts alone.
 *
 * @param wish what to do; the rest counts only for {@link Wish#RUN}
 * @param host the address to listen on
 * @param port 0 for a free one
 * @param tls whether to answer TLS too
 * @param google the folder that is Google Drive; empty if that cloud is not wanted
 * @param oneDrive the folder that is OneDrive; empty if that cloud is not wanted
 * @param state where to keep what the folders can't; empty for beside them
 */
record CommandLine(
        Wish wish,
        String host,
        int port,
        boolean tls,
        Optional<Path> google,
        Optional<Path> oneDrive,
        Optional<Path> state) {

    static final int DEFAULT_PORT = 3002;
    static final String DEFAULT_HOST = "127.0.0.1";
    static final Path DEFAULT_GOOGLE = Path.of("google-drive");
    static final Path DEFAULT_ONEDRIVE = Path.of("onedrive");

    static final String HELP =
            """
            Google Drive v3 and OneDrive on Microsoft Graph v1.0, each kept in a plain folder.

            usage: java -jar aqwa-sandbox.jar [options]

              --port N        port to listen on, 0 for a free one (%d)
              --host ADDRESS  address to listen on (%s)
              --tls           answer TLS too, on the same port, by an authority of its own
              --google DIR    folder that is Google Drive
              --onedrive DIR  folder that is OneDrive
              --state DIR     where to keep ids, versions and feeds (hidden, beside the folders)
              --help          print this
              --version       print the version

            Folders are made if they are not there. With one of --google and --onedrive there is
            that cloud only; with neither, both, in ./%s and ./%s.
            --option=value does as well as --option value.
            """
                    .formatted(DEFAULT_PORT, DEFAULT_HOST, DEFAULT_GOOGLE, DEFAULT_ONEDRIVE);

    /** What to do. */
    enum Wish {
        RUN,
        HELP,
        VERSION
    }

    /**
     * Reads the arguments; of an option that is given twice, the last one counts.
     *
     * @throws CommandLineException naming the first that makes no sense
     */
    static CommandLine parse(String... arguments) throws CommandLineException {
        Reading reading = new Reading(arguments);
        while (!reading.left.isEmpty()) {
            reading.next();
        }
        return reading.result();
    }

    static void apart(Path google, Path oneDrive) throws CommandLineException {
        if (google.startsWith(oneDrive) || oneDrive.startsWith(google)) {
            throw new CommandLineException(
                    "--google and --onedrive: neither folder may be the other or inside it");
        }
    }

    /** The options read so far. */
    private static final class Reading {

        private final Deque<String> left;
        private Wish wish = Wish.RUN;
        private String host = DEFAULT_HOST;
        private int port = DEFAULT_PORT;
        private boolean tls;
        private Path google;
        private Path oneDrive;
        private Path state;

        Reading(String... arguments) {
            left = new ArrayDeque<>(List.of(arguments));
        }

        void next() throws CommandLineException {
            String argument = left.pop();
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            String option = equals < 0 ? argument : argument.substring(0, equals);
            Optional<String> given =
                    equals < 0 ? Optional.empty() : Optional.of(argument.substring(equals + 1));
            switch (option) {
                case "--port" -> port = port(value(option, given));
                case "--host" -> host = value(option, given);
                case "--google" -> google = folder(option, given);
                case "--onedrive" -> oneDrive = folder(option, given);
                case "--state" -> state = folder(option, given);
                case "--tls" -> {
                    none(option, given);
                    tls = true;
                }
                case "--help", "-h" -> {
                    none(option, given);
                    wish = Wish.HELP;
                }
                case "--version" -> {
                    none(option, given);
                    wish = Wish.VERSION;
                }
                default ->
                        throw new CommandLineException(
                                "unknown option " + option + "; --help lists those there are");
            }
        }

        CommandLine result() throws CommandLineException {
            if (google == null && oneDrive == null) {
                google = DEFAULT_GOOGLE;
                oneDrive = DEFAULT_ONEDRIVE;
            }
            if (google != null && oneDrive != null) {
                apart(absolute(google), absolute(oneDrive));
            }
            return new CommandLine(
                    wish,
                    host,
                    port,
                    tls,
                    Optional.ofNullable(google),
                    Optional.ofNullable(oneDrive),
                    Optional.ofNullable(state));
        }

        private String value(String option, Optional<String> given) throws CommandLineException {
            if (given.isEmpty() && !left.isEmpty() && !left.peek().startsWith("--")) {
                return value(option, Optional.of(left.pop()));
            }
            return given.filter(text -> !text.isBlank())
                    .orElseThrow(() -> new CommandLineException(option + " needs a value"));
        }

        private static void none(String option, Optional<String> given)
                throws CommandLineException {
            if (given.isPresent()) {
                throw new CommandLineException(option + " takes no value");
            }
        }

        private static int port(String value) throws CommandLineException {
            int port;
            try {
                port = Integer.parseInt(value);
            } catch (NumberFormatException e) {
                throw new CommandLineException("--port: " + value + " is not a number");
            }
            if (port < 0 || port > 65535) {
                throw new CommandLineException("--port: " + value + " is not within 0 to 65535");
            }
            return port;
        }

        private Path folder(String option, Optional<String> given) throws CommandLineException {
            String value = value(option, given);
            try {
                return Path.of(value);
            } catch (InvalidPathException e) {
                throw new CommandLineException(option + ": " + value + " is no path");
            }
        }

        private static Path absolute(Path path) {
            return path.toAbsolutePath().normalize();
        }
    }
}

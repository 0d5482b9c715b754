package com.aqwacloud.sandbox;

import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.Flavor;
import com.aqwacloud.sandbox.core.HashKind;
import com.aqwacloud.sandbox.google.GoogleDrive;
import com.aqwacloud.sandbox.graph.MicrosoftGraph;
import com.aqwacloud.sandbox.http.RequestLog;
import com.aqwacloud.sandbox.http.Shape;
import com.aqwacloud.sandbox.oauth.TokenEndpoint;
import com.aqwacloud.sandbox.oauth.Tokens;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Google Drive v3 and Microsoft Graph v1.0 on this machine, each kept in a plain folder. What is
 * done to the files in a folder is a change in that cloud, and the other way round.
 *
 * <p>Any bearer token issued at the token endpoints is good for an hour; the token {@code sandbox}
 * always, and so is the refresh token of that name.
 *
 * <p>Thread-safe; starts once.
 */
public final class Sandbox implements AutoCloseable {

    private final Builder settings;
    private final RequestLog log = new RequestLog();
    private final Shape shape = new Shape();

    /** What to close, last opened first. Guarded by this. */
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** Guarded by this. */
    private HttpServer server;

    private Sandbox(Builder settings) {
        this.settings = settings;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** What a sandbox is made of. At least one of the two folders is needed. */
    public static final class Builder {

        private int port = 3002;
        private int threads = HttpServer.THREADS;
        private String host = "127.0.0.1";
        private Path googleFolder;
        private Path oneDriveFolder;
        private Path stateFolder;

        private Builder() {}

        /**
         * The TCP port to listen on.
         *
         * @param value 0 for a free one; 3002 unless set
         */
        public Builder port(int value) {
            if (value < 0 || value > 65535) {
                throw new IllegalArgumentException("port: " + value + " is not within 0 to 65535");
            }
            port = value;
            return this;
        }

        /** Most threads for requests. */
        Builder threads(int value) {
            threads = value;
            return this;
        }

        /** The address to listen on, {@code 127.0.0.1} unless set. */
        public Builder host(String value) {
            host = Objects.requireNonNull(value, "host");
            return this;
        }

        /** The folder that is Google Drive; made if it is not there. */
        public Builder googleFolder(Path value) {
            googleFolder = value;
            return this;
        }

        /** The folder that is OneDrive; made if it is not there. */
        public Builder oneDriveFolder(Path value) {
            oneDriveFolder = value;
            return this;
        }

        /**
         * Where to keep what the folders can't: ids, versions, feeds, trash, unfinished uploads. On
         * the same file system as the folders. Unless set, a hidden folder beside each, such as
         * {@code .google-drive.state}.
         */
        public Builder stateFolder(Path value) {
            stateFolder = value;
            return this;
        }

        public Sandbox build() {
            if (googleFolder == null && oneDriveFolder == null) {
                throw new IllegalArgumentException("A folder for one of the clouds is needed");
            }
            Builder copy = new Builder();
            copy.port = port;
            copy.threads = threads;
            copy.host = host;
            copy.googleFolder = googleFolder;
            copy.oneDriveFolder = oneDriveFolder;
            copy.stateFolder = stateFolder;
            return new Sandbox(copy);
        }

        private Path state(Path folder, String name) {
            Path absolute = folder.toAbsolutePath().normalize();
            return stateFolder == null
                    ? absolute.resolveSibling("." + absolute.getFileName() + ".state")
                    : stateFolder.resolve(name);
        }
    }

    /**
     * Opens the folders and listens.
     *
     * @throws IOException if a folder can't be used or the port is taken; nothing is left running
     */
    public synchronized Sandbox start() throws IOException {
        if (server != null) {
            throw new IllegalStateException("The sandbox has been started before");
        }
        try {
            listen(new Router(control(), google(), microsoft()));
            return this;
        } catch (IOException | RuntimeException e) {
            closeQuietly(e);
            throw e;
        }
    }

    /** The port it listens on. */
    public synchronized int port() {
        if (server == null) {
            throw new IllegalStateException("The sandbox has not been started");
        }
        return server.port();
    }

    /** Where both clouds are, without a slash at the end. */
    public URI baseUri() {
        return URI.create("http://" + settings.host + ":" + port());
    }

    /** Stops listening, then closes the folders. Does nothing if it is closed. */
    @Override
    public synchronized void close() throws IOException {
        IOException failure = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                if (failure == null) {
                    failure = new IOException("The sandbox did not close cleanly", e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private ControlEndpoint control() {
        Map<String, String> folders = new LinkedHashMap<>();
        if (settings.googleFolder != null) {
            folders.put("google", settings.googleFolder.toAbsolutePath().toString());
        }
        if (settings.oneDriveFolder != null) {
            folders.put("onedrive", settings.oneDriveFolder.toAbsolutePath().toString());
        }
        return new ControlEndpoint(log, shape, folders);
    }

    private Optional<Router.GoogleCloud> google() throws IOException {
        if (settings.googleFolder == null) {
            return Optional.empty();
        }
        Flavor flavor = new Flavor("google", HashKind.DRIVE, true, true, Ids::google);
        CloudFolder folder = open(settings.googleFolder, "google", flavor);
        Tokens tokens = new Tokens(folder.fact("secret"), Clock.systemUTC());
        return Optional.of(
                new Router.GoogleCloud(
                        new GoogleDrive(folder, tokens, Ids::google),
                        new TokenEndpoint(TokenEndpoint.Style.GOOGLE, tokens)));
    }

    private Optional<Router.MicrosoftCloud> microsoft() throws IOException {
        if (settings.oneDriveFolder == null) {
            return Optional.empty();
        }
        Flavor flavor = new Flavor("onedrive", HashKind.QUICK_XOR, false, false, Ids::oneDrive);
        CloudFolder folder = open(settings.oneDriveFolder, "onedrive", flavor);
        Tokens tokens = new Tokens(folder.fact("secret"), Clock.systemUTC());
        MicrosoftGraph graph = new MicrosoftGraph(folder, tokens);
        open.push(graph);
        return Optional.of(
                new Router.MicrosoftCloud(
                        graph, new TokenEndpoint(TokenEndpoint.Style.MICROSOFT, tokens)));
    }

    private CloudFolder open(Path folder, String name, Flavor flavor) throws IOException {
        CloudFolder opened =
                CloudFolder.open(folder, settings.state(folder, name), flavor, Clock.systemUTC());
        open.push(opened);
        return opened;
    }

    private void listen(Router router) throws IOException {
        server =
                HttpServer.start(
                        settings.host,
                        settings.port,
                        settings.threads,
                        new HttpFront(router, log, shape));
        open.push(server);
    }

    private void closeQuietly(Exception cause) {
        try {
            close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /**
     * Runs a sandbox by itself: {@code [--port N] [--google DIR] [--onedrive DIR] [--state DIR]}.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Builder builder = builder();
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--help") || i + 1 == args.length) {
                System.out.println(
                        "usage: [--port N] [--google DIR] [--onedrive DIR] [--state DIR]");
                return;
            }
            switch (args[i]) {
                case "--port" -> builder.port(Integer.parseInt(args[++i]));
                case "--google" -> builder.googleFolder(Path.of(args[++i]));
                case "--onedrive" -> builder.oneDriveFolder(Path.of(args[++i]));
                case "--state" -> builder.stateFolder(Path.of(args[++i]));
                default -> throw new IllegalArgumentException("Unknown option " + args[i]);
            }
        }
        try (Sandbox sandbox = builder.build().start()) {
            System.out.println("The sandbox is ready at " + sandbox.baseUri());
            Thread.currentThread().join();
        }
    }
}

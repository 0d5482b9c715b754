package com.aqwacloud.sandbox;

import com.aqwacloud.sandbox.account.Account;
import com.aqwacloud.sandbox.account.AccountBook;
import com.aqwacloud.sandbox.account.Cloud;
import com.aqwacloud.sandbox.account.DriveKind;
import com.aqwacloud.sandbox.account.Owner;
import com.aqwacloud.sandbox.control.ControlEndpoint;
import com.aqwacloud.sandbox.control.Lever;
import com.aqwacloud.sandbox.fault.FaultBook;
import com.aqwacloud.sandbox.google.Community;
import com.aqwacloud.sandbox.graph.MicrosoftGraph;
import com.aqwacloud.sandbox.http.AccountNames;
import com.aqwacloud.sandbox.http.Levers;
import com.aqwacloud.sandbox.http.Memory;
import com.aqwacloud.sandbox.http.RequestLog;
import com.aqwacloud.sandbox.http.Shape;
import com.aqwacloud.sandbox.quota.CloudQuota;
import com.aqwacloud.sandbox.quota.Quotas;
import com.aqwacloud.sandbox.tls.Tls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Google Drive v3 and Microsoft Graph v1.0 on this machine, each kept in a plain folder. What is
 * done to the files in a folder is a change in that cloud, and the other way round.
 *
 * <p>Any bearer token issued at the token endpoints is good for an hour; the token {@code sandbox}
 * always, and so is the refresh token of that name; {@code sandbox-NAME} for the account NAME.
 *
 * <p>Thread-safe; starts once.
 */
public final class Sandbox implements AutoCloseable {

    private static final String ONEDRIVE =
            "GET, POST (?account=NAME): how OneDrive behaves. POST to /items: what it made of one.";

    private final Builder settings;

    /** Who has a Google drive here. */
    private final Community community = new Community();

    /** Set once the clouds are open, before anyone can ask. */
    private volatile AccountNames names = (cloud, call) -> AccountNames.UNKNOWN;

    private final Levers levers;

    /** What to close, last opened first. Guarded by this. */
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** Guarded by this. */
    private HttpServer server;

    /** {@code null} if not asked for, or before the start. Guarded by this. */
    private Tls tls;

    private Sandbox(Builder settings) {
        this.settings = settings;
        levers =
                new Levers(
                        new RequestLog(),
                        new Shape(),
                        new Memory(),
                        new FaultBook(),
                        new Quotas(settings.clock),
                        (cloud, call) -> names.of(cloud, call),
                        Router::refusal);
        levers.quotas().set("google", settings.googleQuota);
        levers.quotas().set("onedrive", settings.oneDriveQuota);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** What a sandbox is made of. At least one of the two folders is needed. */
    public static final class Builder {

        private int port = 3002;
        private int threads = HttpServer.THREADS;
        private String host = "127.0.0.1";
        private boolean tls = true;
        private Path googleFolder;
        private Path oneDriveFolder;
        private Path stateFolder;
        private Clock clock = Clock.systemUTC();
        private CloudQuota googleQuota = CloudQuota.OFF;
        private CloudQuota oneDriveQuota = CloudQuota.OFF;
        private DriveKind oneDriveKind = DriveKind.BUSINESS;
        private final List<Further> further = new ArrayList<>();

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

        /**
         * Whether to answer TLS as well, on the same port, with a certificate of its own authority.
         * It does unless told otherwise.
         */
        public Builder tls(boolean value) {
            tls = value;
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

        /**
         * Which service the OneDrive accounts are on, unless said for each.
         *
         * @param value {@code personal} or {@code business}, the latter unless set
         */
        public Builder oneDriveKind(String value) {
            oneDriveKind = kind(value);
            return this;
        }

        /**
         * What each Google account may use; without limits unless set.
         *
         * @param limits of calls, such as {@code 1000 requests/100s, 325000 units/1m}, or {@code
         *     documented} for those on Google's pages; empty for none
         * @param storageBytes room for files; less than 0 for no limit
         * @throws IllegalArgumentException naming what can't be read
         */
        public Builder googleQuota(String limits, long storageBytes) {
            googleQuota = CloudQuota.parse("google", limits, storageBytes);
            return this;
        }

        /**
         * What each OneDrive account may use; without limits unless set.
         *
         * @param limits of calls, such as {@code 10000 requests/10m}, or {@code documented}; empty
         *     for none
         * @param storageBytes room for files; less than 0 for no limit
         * @throws IllegalArgumentException naming what can't be read
         */
        public Builder oneDriveQuota(String limits, long storageBytes) {
            oneDriveQuota = CloudQuota.parse("onedrive", limits, storageBytes);
            return this;
        }

        /** What time it is for quotas, tokens, sessions and changes. */
        Builder clock(Clock value) {
            clock = value;
            return this;
        }

        /** A further account, in a folder beside that of the cloud's first one. */
        public Builder account(String cloud, String name) {
            return account(cloud, name, null, null);
        }

        /**
         * A further account.
         *
         * @param cloud {@code google} or {@code onedrive}
         * @param name of the characters a-z 0-9 -
         * @param folder its files; {@code null} for a folder beside that of the cloud's first
         *     account, such as {@code google-drive@anna}
         * @param kind of OneDrive, {@code personal} or {@code business}; {@code null} for that of
         *     the first account
         * @throws IllegalArgumentException naming what makes no sense
         */
        public Builder account(String cloud, String name, Path folder, String kind) {
            Cloud known =
                    Cloud.of(cloud)
                            .orElseThrow(
                                    () ->
                                            new IllegalArgumentException(
                                                    "cloud: "
                                                            + cloud
                                                            + " is not google or onedrive"));
            Owner.check(name);
            if (kind != null && known == Cloud.GOOGLE) {
                throw new IllegalArgumentException("kind: Google Drive has none");
            }
            further.add(new Further(known, name, folder, kind == null ? null : kind(kind)));
            return this;
        }

        private static DriveKind kind(String value) {
            return DriveKind.of(value)
                    .orElseThrow(
                            () ->
                                    new IllegalArgumentException(
                                            "kind: " + value + " is not personal or business"));
        }

        public Sandbox build() {
            if (googleFolder == null && oneDriveFolder == null) {
                throw new IllegalArgumentException("A folder for one of the clouds is needed");
            }
            Builder copy = new Builder();
            copy.port = port;
            copy.threads = threads;
            copy.host = host;
            copy.tls = tls;
            copy.googleFolder = googleFolder;
            copy.oneDriveFolder = oneDriveFolder;
            copy.stateFolder = stateFolder;
            copy.clock = clock;
            copy.googleQuota = googleQuota;
            copy.oneDriveQuota = oneDriveQuota;
            copy.oneDriveKind = oneDriveKind;
            copy.further.addAll(further);
            return new Sandbox(copy);
        }

        /** Beside what is kept of the accounts. */
        private Path tlsFolder() {
            Path folder = googleFolder == null ? oneDriveFolder : googleFolder;
            return stateFolder == null
                    ? folder.toAbsolutePath().normalize().resolveSibling(".sandbox-tls")
                    : stateFolder.toAbsolutePath().normalize().resolve("tls");
        }

        private Optional<Account> first(Cloud cloud) {
            Path folder = cloud == Cloud.GOOGLE ? googleFolder : oneDriveFolder;
            DriveKind kind = cloud == Cloud.GOOGLE ? null : oneDriveKind;
            return Optional.ofNullable(folder)
                    .map(given -> AccountBook.first(cloud, given, stateFolder, kind));
        }
    }

    private record Further(Cloud cloud, String name, Path folder, DriveKind kind) {}

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
            if (settings.tls) {
                tls = Tls.open(settings.tlsFolder(), settings.host, Clock.systemUTC());
            }
            var google =
                    open(
                            settings.first(Cloud.GOOGLE),
                            (book, clock) -> OpenCloud.google(book, community, clock));
            var microsoft = open(settings.first(Cloud.ONEDRIVE), OpenCloud::microsoft);
            AccountRegistry registry =
                    new AccountRegistry(
                            Stream.of(google, microsoft).flatMap(Optional::stream).toList());
            openFurther(registry);
            names = registry;
            ControlEndpoint control = control(registry);
            microsoft.ifPresent(cloud -> control.add("onedrive", ONEDRIVE, oneDriveLever(cloud)));
            listen(new Router(control, google, microsoft));
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

    /** As {@link #baseUri()} for those who speak TLS; empty if the sandbox does not. */
    public synchronized Optional<URI> secureUri() {
        return Optional.ofNullable(tls)
                .map(present -> URI.create("https://" + settings.host + ":" + port()));
    }

    /** The certificate, as PEM, that clients have to trust; empty if the sandbox has no TLS. */
    public synchronized Optional<Path> authorityFile() {
        return Optional.ofNullable(tls).map(Tls::authority);
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

    private ControlEndpoint control(AccountRegistry registry) {
        Map<String, String> folders = new LinkedHashMap<>();
        if (settings.googleFolder != null) {
            folders.put("google", settings.googleFolder.toAbsolutePath().toString());
        }
        if (settings.oneDriveFolder != null) {
            folders.put("onedrive", settings.oneDriveFolder.toAbsolutePath().toString());
        }
        Optional<Path> authority = authorityFile();
        ControlEndpoint control = new ControlEndpoint(levers, folders, settings.host);
        authority.ifPresent(
                file ->
                        control.add(
                                "ca.pem",
                                "GET: the certificate of the authority that TLS here goes by.",
                                Lever.of(new AuthorityEndpoint(file)::handle)));
        control.add(
                "accounts",
                "GET, POST: the accounts.",
                Lever.of(new AccountsEndpoint(registry)::handle));
        control.add(
                "generate",
                "GET, POST, DELETE: many files that are on no disk.",
                Lever.of(new GenerateEndpoint(registry)::handle));
        Lever signIns = Lever.of(new SignInsEndpoint(registry)::handle);
        control.add("consent", "GET, POST: how people answer when they are asked.", signIns);
        control.add("clients", "GET, POST, DELETE: the registered clients.", signIns);
        control.add("tokens", "POST, DELETE: tokens without a sign-in, and their end.", signIns);
        control.add(
                "google",
                "POST of share, facts: what no client of Google Drive could set.",
                community.lever());
        return control;
    }

    private static Lever oneDriveLever(OpenCloud<MicrosoftGraph> cloud) {
        return (call, rest) ->
                cloud.of(call.query(Owner.PARAMETER).orElse(Owner.DEFAULT)).levers(call);
    }

    private <A> Optional<OpenCloud<A>> open(Optional<Account> first, Opening<A> opening)
            throws IOException {
        if (first.isEmpty()) {
            return Optional.empty();
        }
        AccountBook book = new AccountBook(first.get(), settings.stateFolder);
        OpenCloud<A> cloud = opening.open(book, settings.clock);
        open.push(cloud);
        return Optional.of(cloud);
    }

    private interface Opening<A> {
        OpenCloud<A> open(AccountBook book, Clock clock) throws IOException;
    }

    /** The accounts of the settings, then those made at run time. */
    private void openFurther(AccountRegistry registry) throws IOException {
        for (Further each : settings.further) {
            registry.open(each.cloud(), each.name(), each.folder(), each.kind(), false);
        }
        registry.openRemembered();
    }

    private void listen(Router router) throws IOException {
        server =
                HttpServer.start(
                        settings.host,
                        settings.port,
                        settings.threads,
                        Optional.ofNullable(tls),
                        () -> new HttpFront(router, levers),
                        () -> new ErrorAnswers(levers));
        open.push(server);
    }

    private void closeQuietly(Exception cause) {
        try {
            close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}

package com.aqwacloud.sandbox.standalone;

import com.aqwacloud.sandbox.Sandbox;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs a sandbox by itself, until the process is told to end. */
public final class Main {

    private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";
    private static final int FAILED = 1;

    private Main() {}

    /** Ends with status 1, and one line on standard error, if the sandbox can't start. */
    public static void main(String[] args) {
        if (System.getProperty(LOG_LEVEL) == null) {
            System.setProperty(LOG_LEVEL, "warn");
        }
        System.exit(run(System.out, System.err, Main::untilTold, args));
    }

    /**
     * Does what the arguments say.
     *
     * @param out where to write what was asked for
     * @param err where to write, in one line, why it can't be done
     * @param running what to do while the sandbox runs; it may close it
     * @return the status to end with
     */
    static int run(PrintStream out, PrintStream err, Consumer<Sandbox> running, String... args) {
        try {
            CommandLine line = CommandLine.parse(args);
            switch (line.wish()) {
                case HELP -> out.print(CommandLine.HELP);
                case VERSION -> out.println("aqwa-sandbox " + version());
                case RUN -> {
                    try (Sandbox sandbox = start(line)) {
                        greet(out, line, sandbox);
                        running.accept(sandbox);
                    }
                }
            }
            return 0;
        } catch (CommandLineException e) {
            err.println("aqwa-sandbox: " + e.getMessage());
        } catch (IOException e) {
            err.println("aqwa-sandbox: " + oneLine(e));
        }
        return FAILED;
    }

    private static Sandbox start(CommandLine line) throws IOException, CommandLineException {
        ofThisMachine(line.host());
        usable("--google", line.google());
        usable("--onedrive", line.oneDrive());
        usable("--state", line.state());
        if (line.google().isPresent() && line.oneDrive().isPresent()) {
            // Links, too, may lead from one into the other.
            CommandLine.apart(line.google().get().toRealPath(), line.oneDrive().get().toRealPath());
        }
        Sandbox.Builder builder =
                Sandbox.builder().host(line.host()).port(line.port()).tls(line.tls());
        line.google().ifPresent(builder::googleFolder);
        line.oneDrive().ifPresent(builder::oneDriveFolder);
        line.state().ifPresent(builder::stateFolder);
        try {
            return builder.build().start();
        } catch (IOException e) {
            if (caused(e, BindException.class)) {
                throw new CommandLineException(
                        "--port: " + line.port() + " is in use on " + line.host());
            }
            throw e;
        }
    }

    private static void ofThisMachine(String host) throws IOException, CommandLineException {
        try {
            InetAddress address = InetAddress.getByName(host);
            if (address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null) {
                return;
            }
        } catch (UnknownHostException e) {
            throw new CommandLineException("--host: " + host + " is not known");
        }
        throw new CommandLineException("--host: " + host + " is no address of this machine");
    }

    private static void usable(String option, Optional<Path> folder) throws CommandLineException {
        if (folder.isEmpty()) {
            return;
        }
        Path path = folder.get().toAbsolutePath().normalize();
        if (path.getNameCount() == 0) {
            throw new CommandLineException(
                    option + ": " + path + " is the whole disk; name a folder in it");
        }
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new CommandLineException(
                    option + ": the folder " + path + " can't be made: " + oneLine(e));
        }
        if (!Files.isWritable(path)) {
            throw new CommandLineException(
                    option + ": the folder " + path + " can't be written to");
        }
    }

    private static void greet(PrintStream out, CommandLine line, Sandbox sandbox) {
        StringBuilder text = new StringBuilder("The sandbox is ready at " + sandbox.baseUri());
        sandbox.secureUri().ifPresent(uri -> text.append(" and ").append(uri));
        line.google().ifPresent(folder -> row(text, "Google Drive", folder));
        line.oneDrive().ifPresent(folder -> row(text, "OneDrive", folder));
        text.append("%n  %-14s%s".formatted("Token", "sandbox (Authorization: Bearer sandbox)"));
        sandbox.authorityFile().ifPresent(file -> row(text, "CA", file));
        out.println(text);
        out.println("Ctrl-C stops it.");
        out.flush();
    }

    private static void row(StringBuilder text, String name, Path path) {
        text.append("%n  %-14s%s".formatted(name, path.toAbsolutePath().normalize()));
    }

    /** The process ends by a signal, which this thread does not live to see. */
    private static void untilTold(Sandbox sandbox) {
        Thread closing = new Thread(() -> close(sandbox), "sandbox-close");
        Runtime.getRuntime().addShutdownHook(closing);
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Sandbox sandbox) {
        try {
            sandbox.close();
        } catch (IOException e) {
            System.err.println("aqwa-sandbox: " + oneLine(e));
        }
    }

    private static String version() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("from a build folder");
    }

    private static boolean caused(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return true;
            }
        }
        return false;
    }

    /**
     * A file's own exceptions say no more than its name; their class says what is wrong with it.
     */
    private static String oneLine(IOException failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            String message =
                    each instanceof java.nio.file.FileSystemException
                            ? each.toString()
                            : String.valueOf(each.getMessage());
            text.append(text.isEmpty() ? "" : ": ").append(message);
        }
        return text.toString().replaceAll("\\s*\\R\\s*", " ");
    }
}

package com.aqwacloud.console;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.impl.action.command.ManagerImpl;
import org.apache.karaf.shell.impl.action.osgi.RegistryImpl;
import org.apache.karaf.shell.impl.console.CommandsCompleter;
import org.apache.karaf.shell.impl.console.SessionFactoryImpl;
import org.apache.karaf.shell.impl.console.parsing.KarafParser;
import org.apache.karaf.shell.support.ShellUtil;
import org.jline.reader.Candidate;
import org.jline.reader.Parser.ParseContext;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/**
 * Karaf's own shell with all commands of the bundle, found as Karaf finds them, over a real OSGi
 * framework.
 */
final class Shell {
    /** What a command line left behind. */
    record Result(String output, Throwable failure) {}

    private final ThreadIOImpl threadIO = new ThreadIOImpl();
    private final SessionFactoryImpl factory;
    private final Framework framework;
    private final Path folder;

    Shell(Path folder) throws Exception {
        this.folder = folder;
        Files.writeString(
                folder.resolve("org.apache.karaf.shell.cfg"),
                "completionMode = GLOBAL\ndisableEofExit = false\n");
        threadIO.start();
        factory = new SessionFactoryImpl(threadIO);
        framework =
                new FrameworkFactory()
                        .newFramework(
                                Map.of(
                                        Constants.FRAMEWORK_STORAGE,
                                        folder.resolve("framework").toString(),
                                        "felix.log.level",
                                        "1"));
        framework.start();
        var registry = new RegistryImpl(factory);
        registry.register(framework.getBundleContext());
        var manager = new ManagerImpl(registry, factory);
        for (var type : servicesOfTheBundle()) {
            manager.register(type);
        }
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** Runs the line as a script or {@code bin/client} does: nobody is there to be asked. */
    Result run(String line) {
        return run(line, null);
    }

    /** Types the line and then the answer into a terminal. */
    Result runInteractively(String line, String answer) {
        return run(line, answer);
    }

    /** What the tab key offers at the end of the line. */
    List<String> complete(String line) {
        return candidates(line).stream().map(Candidate::value).sorted().toList();
    }

    List<Candidate> candidates(String line) {
        var sink = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        var session = terminal(InputStream.nullInputStream(), sink);
        try {
            var parsed = new KarafParser(session).parse(line, line.length(), ParseContext.COMPLETE);
            var candidates = new ArrayList<Candidate>();
            new CommandsCompleter(factory, session).complete(null, parsed, candidates);
            return candidates.stream()
                    .filter(candidate -> candidate.value().startsWith(parsed.word().toString()))
                    .toList();
        } finally {
            session.close();
        }
    }

    void close() throws Exception {
        factory.stop();
        framework.stop();
        framework.waitForStop(10_000);
        threadIO.stop();
    }

    private Result run(String line, String answer) {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        var session =
                answer == null
                        ? factory.create(InputStream.nullInputStream(), out, out)
                        : terminal(
                                new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)),
                                out);
        session.put("USER", "ada");
        Throwable failure = null;
        try {
            session.execute(line);
        } catch (Exception e) {
            failure = e;
            ShellUtil.logException(session, e);
        } finally {
            session.close();
        }
        return new Result(bytes.toString(StandardCharsets.UTF_8), failure);
    }

    private Session terminal(InputStream in, PrintStream out) {
        System.setProperty("karaf.history", folder.resolve("history").toString());
        System.setProperty("karaf.etc", folder.toString());
        return factory.create(in, out, out, null, "UTF-8", () -> {});
    }

    /** As Karaf does for a bundle that says {@code Karaf-Commands: *}. */
    private static List<Class<?>> servicesOfTheBundle() throws Exception {
        var services = new ArrayList<Class<?>>();
        for (var name : classNames()) {
            var type = Class.forName(name);
            if (type.isAnnotationPresent(Service.class)) {
                services.add(type);
            }
        }
        return services;
    }

    private static List<String> classNames() throws IOException, URISyntaxException {
        String packageName = EngineCommand.class.getPackageName();
        Path classes =
                Path.of(EngineCommand.class.getResource("EngineCommand.class").toURI()).getParent();
        try (var files = Files.list(classes)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".class") && !file.startsWith("package-info"))
                    .map(file -> packageName + "." + file.substring(0, file.length() - 6))
                    .toList();
        }
    }
}

package com.aqwacloud.console;

import com.aqwacloud.sync.api.Account;
import com.aqwacloud.sync.api.AccountState;
import com.aqwacloud.sync.api.Accounts;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.RouteCatalog;
import com.aqwacloud.sync.api.RouteFile;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionState;
import com.aqwacloud.sync.api.Sessions;
import com.aqwacloud.sync.api.Stats;
import com.aqwacloud.sync.api.Status;
import com.aqwacloud.sync.api.SyncException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** How the whole stands, and what needs a person. */
@Service
@Command(
        scope = "aqwa",
        name = "status",
        description = "Shows how the whole stands: sessions, queue, rates, and what needs you.",
        detailedDescription =
                """
                The last lines name what waits for a person: paused sessions, open conflicts, \
                mistakes in configuration files, accounts that cannot be used and route files that \
                were refused.

                Example:
                  aqwa:status""")
public class StatusCommand extends EngineCommand {
    @Override
    void run(Engine engine) {
        var sessions = engine.ask(Sessions.class, Sessions::list);
        var needs = new ArrayList<String>();
        try {
            counts(engine.ask(Status.class, Status::stats), sessions, needs);
        } catch (EngineNotRunningException e) {
            throw e;
        } catch (SyncException e) {
            // A broken route file must not hide the line below that names it.
            needs.add(e.getMessage());
        }
        sessions.forEach(session -> line("Session", describe(session)));
        needs.addAll(needsAPerson(engine, sessions));
        needs.forEach(need -> line("Attention", need));
    }

    private static void counts(Stats stats, List<Session> sessions, List<String> needs) {
        line("Sessions", stats.sessionsRunning() + " running of " + sessions.size());
        line("Queue", queue(stats));
        line("Conflicts", stats.openConflicts() + " open");
        line(
                "Transfers",
                Amounts.rate(stats.bytesPerSecond())
                        + " now, "
                        + Amounts.size(stats.bytesTransferred())
                        + " in all");
        line(
                "Requests",
                stats.googleRequests()
                        + " to Google Drive, "
                        + stats.oneDriveRequests()
                        + " to OneDrive since the start");
        line("Up", Amounts.span(Duration.ofSeconds(stats.uptimeSeconds())));
        if (stats.openConflicts() > 0) {
            needs.add(stats.openConflicts() + " open in aqwa:conflicts");
        }
    }

    private static String queue(Stats stats) {
        return Stream.of(JobState.values())
                .map(state -> stats.jobs().getOrDefault(state, 0L) + " " + Words.of(state))
                .collect(Collectors.joining(", "));
    }

    private static String describe(Session session) {
        return session.id()
                + " \""
                + session.name()
                + "\" "
                + Words.of(session.state())
                + ", "
                + session.source()
                + " to "
                + session.destination();
    }

    private static List<String> needsAPerson(Engine engine, List<Session> sessions) {
        var needs = new ArrayList<String>();
        for (var session : sessions) {
            if (session.state() == SessionState.PAUSED || session.message() != null) {
                String message = session.message() == null ? "is paused." : session.message();
                needs.add("session " + session.id() + ": " + message);
            }
        }
        needs.addAll(
                engine.find(Status.class, Status::configurationProblems).orElse(List.<String>of()));
        for (var account : engine.find(Accounts.class, Accounts::list).orElse(List.<Account>of())) {
            if (account.state() != AccountState.READY) {
                String message = account.message() == null ? "" : ": " + account.message();
                needs.add("account " + account.name() + " " + Words.of(account.state()) + message);
            }
        }
        for (var file :
                engine.find(RouteCatalog.class, RouteCatalog::files).orElse(List.<RouteFile>of())) {
            if (file.state() != RouteFile.State.LOADED) {
                needs.add("route file " + Words.of(file.state()) + ": " + RoutesCommand.why(file));
            }
        }
        return needs;
    }

    private static void line(String name, String text) {
        System.out.printf("%-10s %s%n", name, Text.line(text));
    }
}

package com.aqwacloud.console;

import com.aqwacloud.sync.api.DryRun;
import com.aqwacloud.sync.api.DryRuns;
import com.aqwacloud.sync.api.SessionReport.Total;
import java.time.Duration;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Works out what a session would do. */
@Service
@Command(
        scope = "aqwa",
        name = "session-plan",
        description = "Works out what a session would do if it ran now, and does none of it.",
        detailedDescription =
                """
                Both drives are read in the background; nothing is written and nothing is queued. \
                --result shows how far that is, or the plan: counts, bytes, requests, and how long \
                it takes at least.

                Examples:
                  aqwa:session-plan s1
                  aqwa:session-plan s1 --result""")
public class SessionPlanCommand extends SessionCommand {
    @Argument(
            index = 1,
            name = "options",
            description = "The option may also stand here",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(SessionPlanOptionsCompleter.class)
    private List<String> trailing = List.of();

    @Option(
            name = "-r",
            aliases = "--result",
            description = "Begins none, but shows how the latest stands")
    private boolean result;

    @Override
    void run(Engine engine) {
        new TrailingOptions("aqwa:session-plan")
                .flag("-r", () -> result = true)
                .flag("--result", () -> result = true)
                .read(trailing);
        if (result) {
            show(engine);
            return;
        }
        engine.tell(DryRuns.class, runs -> runs.start(id()));
        System.out.println(
                "What session "
                        + Text.line(id())
                        + " would do is being worked out; aqwa:session-plan "
                        + Text.line(id())
                        + " --result shows it.");
    }

    private void show(Engine engine) {
        DryRun latest = engine.ask(DryRuns.class, runs -> runs.find(id())).orElse(null);
        if (latest == null) {
            System.out.println("Session " + Text.line(id()) + " was not planned yet.");
            return;
        }
        System.out.printf(
                "Dry run of %s: %s, begun %s%n",
                Text.line(id()), Words.of(latest.state()), Amounts.moment(latest.startedAt()));
        System.out.printf(
                "%-16s %d from Google Drive, %d from OneDrive%n",
                "read", latest.sourceListed(), latest.destinationListed());
        if (latest.message() != null) {
            System.out.println(Text.line(latest.message()));
        }
        DryRun.Estimate estimate = latest.estimate();
        if (estimate != null) {
            show(latest, estimate);
        }
    }

    private static void show(DryRun plan, DryRun.Estimate estimate) {
        plan.actions().forEach((action, total) -> line(Words.of(action), total));
        plan.conflicts()
                .forEach(
                        (type, count) ->
                                System.out.printf(
                                        "%-16s %d, %s%n", "conflict", count, Words.of(type)));
        System.out.printf("%-16s %d%n", "left out", plan.skipped());
        System.out.printf(
                "%-16s %s read, %s sent%s%n",
                "content",
                Amounts.size(estimate.bytesRead()),
                Amounts.size(estimate.bytesSent()),
                estimate.unknownSizes() == 0
                        ? ""
                        : ", and " + estimate.unknownSizes() + " documents of unknown size");
        System.out.printf(
                "%-16s about %d to Google Drive, %d to OneDrive%n",
                "requests", estimate.googleRequests(), estimate.oneDriveRequests());
        System.out.printf(
                "%-16s %s%n",
                "time",
                estimate.boundedBy() == null
                        ? "no limit that is set is felt"
                        : "at least "
                                + Amounts.span(Duration.ofSeconds(estimate.atLeastSeconds()))
                                + ", by "
                                + estimate.boundedBy());
        if (plan.deletesHeld() > 0) {
            System.out.printf(
                    "The session would pause first and ask: %d files would be deleted at once.%n",
                    plan.deletesHeld());
        }
        plan.steps()
                .forEach(
                        step ->
                                System.out.println(
                                        word(step)
                                                + " "
                                                + Text.line(step.path())
                                                + (step.reason() == null
                                                        ? ""
                                                        : ": " + Text.line(step.reason()))));
    }

    private static void line(String word, Total total) {
        System.out.printf(
                "%-16s %d%s%n",
                word, total.count(), total.bytes() == 0 ? "" : ", " + Amounts.size(total.bytes()));
    }

    private static String word(DryRun.Step step) {
        if (step.action() != null) {
            return Words.of(step.action());
        }
        return step.conflict() == null ? "left out" : "conflict";
    }
}

package com.aqwacloud.console;

import com.aqwacloud.sync.api.TaskState;
import com.aqwacloud.sync.api.Verification;
import com.aqwacloud.sync.api.Verifications;
import java.time.Duration;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Compares both sides of a session fully. */
@Service
@Command(
        scope = "aqwa",
        name = "session-verify",
        description = "Compares both sides of a session fully, by hash.",
        detailedDescription =
                """
                Both drives are listed afresh in the background; nothing is changed. --result shows \
                how far that is, or what came of it. Files for which Google Drive tells no hash are \
                read only where --download-bytes allows it.

                Examples:
                  aqwa:session-verify s1
                  aqwa:session-verify s1 --result
                  aqwa:session-verify s1 --download-bytes 1000000000""")
public class SessionVerifyCommand extends SessionCommand {
    @Argument(
            index = 1,
            name = "options",
            description = "The options may also stand here",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(SessionVerifyOptionsCompleter.class)
    private List<String> trailing = List.of();

    @Option(
            name = "-r",
            aliases = "--result",
            description = "Begins none, but shows how the latest stands")
    private boolean result;

    @Option(
            name = "--download-bytes",
            description = "Bytes of content that may be downloaded to be compared",
            valueToShowInHelp = "0")
    private String downloadBytes = "0";

    @Override
    void run(Engine engine) {
        new TrailingOptions("aqwa:session-verify")
                .flag("-r", () -> result = true)
                .flag("--result", () -> result = true)
                .value("--download-bytes", given -> downloadBytes = given)
                .read(trailing);
        long most = WholeNumber.parse("--download-bytes", downloadBytes, 0, Long.MAX_VALUE);
        if (result) {
            show(engine);
            return;
        }
        engine.tell(Verifications.class, verifications -> verifications.start(id(), most));
        System.out.println(
                "Session "
                        + Text.line(id())
                        + " is being verified; aqwa:session-verify "
                        + Text.line(id())
                        + " --result shows how far it is.");
    }

    private void show(Engine engine) {
        Verification latest =
                engine.ask(Verifications.class, verifications -> verifications.find(id()))
                        .orElse(null);
        if (latest == null) {
            System.out.println("Session " + Text.line(id()) + " was not verified yet.");
            return;
        }
        System.out.printf(
                "Verification of %s: %s, begun %s%s%n",
                Text.line(id()),
                Words.of(latest.state()),
                Amounts.moment(latest.startedAt()),
                latest.finishedAt() == null
                        ? ""
                        : ", took "
                                + Amounts.span(
                                        Duration.between(latest.startedAt(), latest.finishedAt())));
        System.out.printf(
                "%-24s %d in Google Drive, %d in OneDrive%n",
                "listed", latest.sourceListed(), latest.destinationListed());
        latest.counts()
                .forEach(
                        (outcome, count) ->
                                System.out.printf("%-24s %d%n", Words.of(outcome), count));
        if (latest.state() == TaskState.FAILED) {
            System.out.println(Text.line(latest.message()));
        }
        latest.findings()
                .forEach(
                        finding ->
                                System.out.println(
                                        Words.of(finding.outcome())
                                                + " "
                                                + Text.line(finding.path())
                                                + ": "
                                                + Text.line(finding.reason())));
    }
}

package com.aqwacloud.console;

import com.aqwacloud.sync.api.NotFoundException;
import com.aqwacloud.sync.api.Sessions;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Forgets a session, after asking where there is someone to ask. */
@Service
@Command(
        scope = "aqwa",
        name = "session-delete",
        description = "Stops a session and forgets it, its queue and its baseline.",
        detailedDescription =
                """
                No file is touched in either cloud. At a terminal you are asked to confirm; a \
                script is not.

                Examples:
                  aqwa:session-delete s1
                  aqwa:session-delete --force s1""")
public class SessionDeleteCommand extends SessionCommand {
    @Argument(
            index = 1,
            name = "options",
            description = "The option may also stand here",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(SessionDeleteOptionsCompleter.class)
    private List<String> trailing = List.of();

    @Option(name = "-f", aliases = "--force", description = "Does not ask for confirmation")
    private boolean force;

    @Override
    void run(Engine engine) throws IOException {
        new TrailingOptions("aqwa:session-delete")
                .flag("-f", () -> force = true)
                .flag("--force", () -> force = true)
                .read(trailing);
        if (!force && isInteractive() && !confirmed(engine)) {
            System.out.println("Nothing was deleted.");
            return;
        }
        engine.tell(Sessions.class, sessions -> sessions.delete(id()));
        System.out.println("Session " + Text.line(id()) + " is deleted.");
    }

    private boolean confirmed(Engine engine) throws IOException {
        String name =
                engine.ask(Sessions.class, sessions -> sessions.find(id()))
                        .orElseThrow(() -> new NotFoundException("session", id()))
                        .name();
        String question =
                "Delete session " + Text.line(id()) + " (" + Text.line(name) + ")? (yes/no): ";
        String answer = console().readLine(question, null);
        return answer != null
                && Set.of("yes", "y").contains(answer.trim().toLowerCase(Locale.ROOT));
    }

    /** Only a console with someone before it has a history; one made for a script cannot read. */
    private boolean isInteractive() {
        return console().getTerminal() != null && console().getHistory() != null;
    }
}

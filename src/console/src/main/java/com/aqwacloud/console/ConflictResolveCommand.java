package com.aqwacloud.console;

import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.Conflicts;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Decides a conflict in the name of the console's user. */
@Service
@Command(
        scope = "aqwa",
        name = "conflict-resolve",
        description = "Decides which side of a conflict wins.",
        detailedDescription =
                """
                newer: the side modified last. larger: the larger file. source: Google Drive. \
                destination: OneDrive. keep-both: the destination's file stays beside under a \
                name of its own.

                Examples:
                  aqwa:conflict-resolve 7 newer
                  aqwa:conflict-resolve 8 keep-both""")
public class ConflictResolveCommand extends EngineCommand {
    @Argument(
            index = 0,
            name = "id",
            description = "Id of the conflict, as aqwa:conflicts shows it",
            required = true)
    @Completion(ConflictIdCompleter.class)
    private String id;

    @Argument(
            index = 1,
            name = "resolution",
            description = "Which side wins: newer, larger, source, destination or keep-both",
            required = true)
    @Completion(ResolutionCompleter.class)
    private String resolution;

    @Override
    void run(Engine engine) {
        var decision = Words.parse("resolution", resolution, ConflictPreference.class);
        long number = WholeNumber.parse("id", id, 1, Long.MAX_VALUE);
        String by = userName();
        var conflict =
                engine.ask(Conflicts.class, conflicts -> conflicts.resolve(number, decision, by));
        System.out.println(
                "Conflict "
                        + conflict.id()
                        + " is decided: "
                        + Words.of(decision)
                        + ", for "
                        + Text.line(conflict.path())
                        + ".");
    }
}

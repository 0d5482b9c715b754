package com.aqwacloud.console;

import com.aqwacloud.sync.api.Conflicts;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Brings back what gave way in a conflict, in the name of the console's user. */
@Service
@Command(
        scope = "aqwa",
        name = "conflict-undo",
        description = "Brings back what gave way in a decided conflict.",
        detailedDescription =
                """
                OneDrive gets its file back from its version history or, if it is a personal one, \
                from its recycle bin, or Google Drive's is moved after all. What won before stays in OneDrive's version history. \
                aqwa:conflicts --all shows where each loser is.

                Example:
                  aqwa:conflict-undo 7""")
public class ConflictUndoCommand extends EngineCommand {
    @Argument(
            index = 0,
            name = "id",
            description = "Id of the conflict, as aqwa:conflicts --all shows it",
            required = true)
    @Completion(UndoableConflictIdCompleter.class)
    private String id;

    @Override
    void run(Engine engine) {
        long number = WholeNumber.parse("id", id, 1, Long.MAX_VALUE);
        String by = userName();
        var conflict = engine.ask(Conflicts.class, conflicts -> conflicts.undo(number, by));
        System.out.println(
                "Conflict "
                        + conflict.id()
                        + " is undone, for "
                        + Text.line(conflict.path())
                        + ".");
    }
}

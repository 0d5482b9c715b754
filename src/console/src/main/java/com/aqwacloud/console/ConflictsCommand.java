package com.aqwacloud.console;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictSide;
import com.aqwacloud.sync.api.ConflictState;
import com.aqwacloud.sync.api.Conflicts;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** The inbox. */
@Service
@Command(
        scope = "aqwa",
        name = "conflicts",
        description = "Lists the conflicts that wait for a decision.",
        detailedDescription =
                """
                Each side with name, size or that it is a folder, times of its creation and last change, who made that, and hash; the rule \
                that asks; and until when, where there is a deadline. Decide them with \
                aqwa:conflict-resolve.

                Examples:
                  aqwa:conflicts
                  aqwa:conflicts --all
                  aqwa:conflicts --limit 100 --before 2317""")
public class ConflictsCommand extends TableCommand {
    private static final int MOST = 1000;

    @Option(
            name = "-a",
            aliases = "--all",
            description =
                    "Lists also those that are decided, with the decision and who made it, or that are"
                            + " none any more")
    private boolean all;

    @Option(name = "--limit", description = "At most so many, the newest, from 1 to 1000")
    private String limit = "1000";

    @Option(
            name = "--before",
            description = "Only those of lower ids, such as the last that was shown before")
    private String before;

    @Override
    void run(Engine engine) {
        int most = (int) WholeNumber.parse("--limit", limit, 1, MOST);
        Long below =
                before == null ? null : WholeNumber.parse("--before", before, 1, Long.MAX_VALUE);
        var state = all ? null : ConflictState.OPEN;
        var found = engine.ask(Conflicts.class, conflicts -> conflicts.list(state, below, most));
        var table =
                new ShellTable()
                        .emptyTableText(
                                all ? "There are no conflicts." : "There are no open conflicts.");
        table.column("ID").alignRight();
        for (var header : List.of("Session", "Type", "Detected", "Google Drive", "OneDrive")) {
            table.column(header);
        }
        table.column("Rule");
        table.column("Until");
        if (all) {
            for (var header : List.of("Decision", "By", "Loser", "Undone by")) {
                table.column(header);
            }
        }
        table.column("Path");
        for (var conflict : found) {
            var row = table.addRow();
            row.addContent(
                    conflict.id(),
                    conflict.session(),
                    Words.of(conflict.type()),
                    Amounts.moment(conflict.detectedAt()),
                    describe(conflict.source()),
                    describe(conflict.destination()),
                    conflict.rule() == null ? "" : Text.line(conflict.rule()),
                    conflict.deadline() == null ? "" : Amounts.moment(conflict.deadline()));
            if (all) {
                row.addContent(
                        decision(conflict),
                        conflict.withdrawn() ? "" : Text.line(conflict.resolvedBy()),
                        conflict.loser() == null ? "" : Text.line(conflict.loser().toString()),
                        conflict.undoneBy() == null ? "" : Text.line(conflict.undoneBy()));
            }
            row.addContent(Text.line(conflict.path()));
        }
        print(table);
        if (formatted() && found.size() == most) {
            System.out.println(
                    "There may be more; --before "
                            + found.get(most - 1).id()
                            + " shows what is older.");
        }
    }

    private static String decision(Conflict conflict) {
        if (conflict.withdrawn()) {
            return "withdrawn";
        }
        return conflict.resolvedAt() == null ? "open" : Words.of(conflict.resolution());
    }

    private static String describe(ConflictSide side) {
        if (side == null || !side.exists()) {
            return "deleted";
        }
        var facts = new ArrayList<String>();
        facts.add(side.kind() == ConflictSide.Kind.FOLDER ? "folder" : Amounts.size(side.size()));
        if (side.createdAt() != null) {
            facts.add("created " + Amounts.moment(side.createdAt()));
        }
        if (side.modifiedAt() != null) {
            facts.add("changed " + Amounts.moment(side.modifiedAt()));
        }
        if (side.modifiedBy() != null) {
            facts.add("by " + Text.line(side.modifiedBy()));
        }
        if (side.hash() != null) {
            facts.add(Text.line(side.hash()));
        }
        return Text.line(side.name()) + ": " + String.join(", ", facts);
    }
}

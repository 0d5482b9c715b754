package com.aqwacloud.console;

import com.aqwacloud.sync.api.ConflictSide;
import com.aqwacloud.sync.api.Conflicts;
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
                Decide them with aqwa:conflict-resolve.

                Examples:
                  aqwa:conflicts
                  aqwa:conflicts --all""")
public class ConflictsCommand extends TableCommand {
    @Option(
            name = "-a",
            aliases = "--all",
            description = "Lists also those that are decided, with the decision and who made it")
    private boolean all;

    @Override
    void run(Engine engine) {
        var found = engine.ask(Conflicts.class, conflicts -> conflicts.list(all));
        var table =
                new ShellTable()
                        .emptyTableText(
                                all ? "There are no conflicts." : "There are no open conflicts.");
        table.column("ID").alignRight();
        for (var header : List.of("Session", "Type", "Detected", "Google Drive", "OneDrive")) {
            table.column(header);
        }
        if (all) {
            table.column("Decision");
            table.column("By");
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
                    describe(conflict.destination()));
            if (all) {
                boolean open = conflict.resolution() == null;
                row.addContent(
                        open ? "open" : Words.of(conflict.resolution()),
                        Text.line(conflict.resolvedBy()));
            }
            row.addContent(Text.line(conflict.path()));
        }
        print(table);
    }

    private static String describe(ConflictSide side) {
        if (side == null || !side.exists()) {
            return "deleted";
        }
        String size = Amounts.size(side.size());
        return side.modifiedAt() == null ? size : size + ", " + Amounts.moment(side.modifiedAt());
    }
}

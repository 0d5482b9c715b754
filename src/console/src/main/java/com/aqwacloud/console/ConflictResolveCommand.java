package com.aqwacloud.console;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictFilter;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.ConflictType;
import com.aqwacloud.sync.api.Conflicts;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Decides conflicts in the name of the console's user. */
@Service
@Command(
        scope = "aqwa",
        name = "conflict-resolve",
        description = "Decides which side of one, several or all conflicts wins.",
        detailedDescription =
                """
                newer: the side modified last. larger: the larger file. source: Google Drive. \
                destination: OneDrive. keep-both: the destination's file stays beside under a \
                name of its own.

                Several conflicts are decided all or none. With --all, no id is given; \
                --session, --type and --path narrow it.

                Examples:
                  aqwa:conflict-resolve 7 newer
                  aqwa:conflict-resolve 8 9 10 keep-both
                  aqwa:conflict-resolve --all --type delete-edit --path "/Finance/**" source""")
public class ConflictResolveCommand extends EngineCommand {
    @Argument(
            index = 0,
            name = "ids resolution",
            description =
                    "Ids of the conflicts, as aqwa:conflicts shows them; last, which side wins:"
                            + " newer, larger, source, destination or keep-both",
            required = true,
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(ConflictDecisionCompleter.class)
    private List<String> words = List.of();

    @Option(name = "--all", description = "Decides all open conflicts, or all that the rest names")
    private boolean all;

    @Option(name = "--session", description = "With --all: only those of this session")
    @Completion(SessionIdCompleter.class)
    private String session;

    @Option(name = "--type", description = "With --all: only those of this type")
    @Completion(ConflictTypeCompleter.class)
    private String type;

    @Option(
            name = "--path",
            description = "With --all: only those whose path matches this pattern, as \"/Docs/**\"")
    private String path;

    @Override
    void run(Engine engine) {
        var given = new ArrayList<>(words);
        int options = 0;
        while (options < given.size() && !given.get(options).startsWith("-")) {
            options++;
        }
        new TrailingOptions("aqwa:conflict-resolve")
                .flag("--all", () -> all = true)
                .value("--session", value -> session = value)
                .value("--type", value -> type = value)
                .value("--path", value -> path = value)
                .read(given.subList(options, given.size()));
        decide(engine, given.subList(0, options));
    }

    private void decide(Engine engine, List<String> given) {
        if (given.isEmpty()) {
            throw new UsageException(
                    "The resolution is missing: one of "
                            + String.join(", ", Words.all(ConflictPreference.class))
                            + ".");
        }
        var ids = given.subList(0, given.size() - 1);
        var decision =
                Words.parse("resolution", given.get(given.size() - 1), ConflictPreference.class);
        String by = userName();
        List<Conflict> decided =
                all ? filtered(engine, ids, decision, by) : named(engine, ids, decision, by);
        for (Conflict conflict : decided) {
            System.out.println(
                    "Conflict "
                            + conflict.id()
                            + (conflict.withdrawn()
                                    ? " is withdrawn, as its sides came together"
                                    : " is decided: " + Words.of(conflict.resolution()))
                            + ", for "
                            + Text.line(conflict.path())
                            + ".");
        }
        if (decided.isEmpty()) {
            System.out.println("There is no such open conflict.");
        }
    }

    private List<Conflict> filtered(
            Engine engine, List<String> ids, ConflictPreference decision, String by) {
        if (!ids.isEmpty()) {
            throw new UsageException("With --all, no id is given; it is " + ids.get(0) + ".");
        }
        var filter =
                new ConflictFilter(
                        session,
                        type == null ? null : Words.parse("--type", type, ConflictType.class),
                        path);
        return engine.ask(Conflicts.class, conflicts -> conflicts.resolve(filter, decision, by));
    }

    private List<Conflict> named(
            Engine engine, List<String> ids, ConflictPreference decision, String by) {
        if (ids.isEmpty()) {
            throw new UsageException("Name a conflict by its id, or all with --all.");
        }
        if (session != null || type != null || path != null) {
            throw new UsageException("--session, --type and --path are only for --all.");
        }
        var numbers =
                ids.stream().map(id -> WholeNumber.parse("id", id, 1, Long.MAX_VALUE)).toList();
        return engine.ask(Conflicts.class, conflicts -> conflicts.resolve(numbers, decision, by));
    }
}

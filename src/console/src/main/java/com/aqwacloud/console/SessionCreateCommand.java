package com.aqwacloud.console;

import com.aqwacloud.sync.api.InvalidValueException;
import com.aqwacloud.sync.api.SessionSpec;
import com.aqwacloud.sync.api.Sessions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Creates a session and prints its id, alone on a line, for scripts. */
@Service
@Command(
        scope = "aqwa",
        name = "session-create",
        description = "Creates a session and prints its id.",
        detailedDescription =
                """
                The session is stopped unless --start is given. What no option says is taken from \
                etc/aqwa.sessions.cfg.

                Options: selection (ids of folders, files and shared drives, my-drive, \
                shared-with-me, separated by commas; empty is the whole drive), \
                destination.folder, select.exclude, select.include (patterns as in a \
                .gitignore file, separated by semicolons), select.types, select.min-size, \
                select.max-size, select.min-age, select.max-age, export.documents, export.spreadsheets, \
                export.presentations, export.drawings (a format, or skip), shortcuts (skip, \
                follow or link), realtime.enabled, monitor.enabled, \
                monitor.interval, transfers.max-concurrent, conflicts.auto-resolve, \
                conflicts.strategy, conflicts.prefer, conflicts.rules, conflicts.prompt.deadline, \
                conflicts.prompt.default, deletes.max-files, deletes.max-percent, retry.max, \
                retry.delay, quota.google, quota.onedrive, quota.google.units, \
                quota.onedrive.units, bandwidth.limit, bandwidth.timetable.

                Examples:
                  aqwa:session-create "My files" --start
                  aqwa:session-create Photos -o retry.max=5 -o monitor.interval=10s
                  aqwa:session-create Work -o "conflicts.rules=/Finance/** manual; *.tmp source"
                  aqwa:session-create Code -o "select.exclude=*.tmp; node_modules/" -o select.max-size=2GB
                  aqwa:session-create --source google --destination onedrive Everything""")
public class SessionCreateCommand extends EngineCommand {
    @Argument(
            index = 0,
            name = "name",
            description = "What people call the session; in quotes if it has spaces",
            required = true)
    @Completion(NewNameCompleter.class)
    private String name;

    @Argument(
            index = 1,
            name = "options",
            description = "The options may also stand here",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(SessionCreateOptionsCompleter.class)
    private List<String> trailing = List.of();

    @Option(
            name = "--source",
            description = "Google Drive account to read from; without it the only one there is")
    @Completion(GoogleAccountCompleter.class)
    private String source;

    @Option(
            name = "--destination",
            description = "OneDrive account to write to; without it the only one there is")
    @Completion(OneDriveAccountCompleter.class)
    private String destination;

    @Option(
            name = "-o",
            aliases = "--option",
            description = "A session option as key=value; may be given several times",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(SessionOptionCompleter.class)
    private List<String> options = List.of();

    @Option(name = "--start", description = "Starts the session at once")
    private boolean start;

    @Override
    void run(Engine engine) {
        var values = new LinkedHashMap<String, String>();
        options.forEach(option -> put(values, option));
        new TrailingOptions("aqwa:session-create")
                .value("--source", value -> source = value)
                .value("--destination", value -> destination = value)
                .value("-o", option -> put(values, option))
                .value("--option", option -> put(values, option))
                .flag("--start", () -> start = true)
                .read(trailing);
        var spec = new SessionSpec(name, source, destination, values);
        String id = engine.ask(Sessions.class, sessions -> sessions.create(spec).id());
        System.out.println(id);
        if (start) {
            engine.tell(Sessions.class, sessions -> sessions.start(id));
        }
    }

    private static void put(Map<String, String> values, String option) {
        int equals = option.indexOf('=');
        if (equals < 1) {
            throw new InvalidValueException(
                    option, "has no value; write it as -o key=value, such as -o retry.max=3");
        }
        values.put(option.substring(0, equals), option.substring(equals + 1));
    }
}

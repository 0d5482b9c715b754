package com.aqwacloud.console;

import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.Sessions;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** All sessions, oldest first. */
@Service
@Command(
        scope = "aqwa",
        name = "session-list",
        description = "Lists the sessions.",
        detailedDescription =
                """
                Examples:
                  aqwa:session-list
                  aqwa:session-list --options""")
public class SessionListCommand extends TableCommand {
    @Option(
            name = "--options",
            description = "Lists the options of every session instead, one to a row")
    private boolean options;

    @Override
    void run(Engine engine) {
        var sessions = engine.ask(Sessions.class, Sessions::list);
        print(options ? optionsOf(sessions) : tableOf(sessions));
    }

    private static ShellTable tableOf(List<Session> sessions) {
        var table = new ShellTable().emptyTableText("There are no sessions.");
        for (var header :
                List.of("ID", "Name", "State", "From", "To", "Folder", "Last poll", "Message")) {
            table.column(header);
        }
        for (var session : sessions) {
            table.addRow()
                    .addContent(
                            session.id(),
                            Text.line(session.name()),
                            Words.of(session.state()),
                            Text.line(session.source()),
                            Text.line(session.destination()),
                            Text.line(session.options().destinationFolder()),
                            Amounts.moment(session.lastPollAt()),
                            Text.line(session.message()));
        }
        return table;
    }

    private static ShellTable optionsOf(List<Session> sessions) {
        var table = new ShellTable().emptyTableText("There are no sessions.");
        table.column("ID");
        table.column("Option");
        table.column("Value");
        for (var session : sessions) {
            session.options()
                    .toMap()
                    .forEach(
                            (key, value) ->
                                    table.addRow().addContent(session.id(), key, Text.line(value)));
        }
        return table;
    }
}

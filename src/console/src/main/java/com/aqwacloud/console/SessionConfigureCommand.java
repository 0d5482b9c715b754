package com.aqwacloud.console;

import com.aqwacloud.sync.api.Sessions;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Changes options of a session that does not run. */
@Service
@Command(
        scope = "aqwa",
        name = "session-configure",
        description = "Changes options of a session that does not run.",
        detailedDescription =
                """
                The next start acts by them. All options of aqwa:session-create can be changed but \
                selection and destination.folder.

                Example:
                  aqwa:session-configure s1 export.documents=pdf shortcuts=link""")
public class SessionConfigureCommand extends SessionCommand {
    @Argument(
            index = 1,
            name = "options",
            description = "Session options as key=value",
            required = true,
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(SessionOptionCompleter.class)
    private List<String> options = List.of();

    @Override
    void run(Engine engine) {
        var values = new LinkedHashMap<String, String>();
        for (String option : options) {
            int equals = option.indexOf('=');
            if (equals < 1) {
                throw new UsageException(
                        "\""
                                + option
                                + "\" has no value; write it as key=value, such as retry.max=3.");
            }
            values.put(option.substring(0, equals), option.substring(equals + 1));
        }
        var session = engine.ask(Sessions.class, sessions -> sessions.configure(id(), values));
        System.out.println(
                "Session "
                        + session.id()
                        + " ("
                        + Text.line(session.name())
                        + ") has new options.");
    }
}

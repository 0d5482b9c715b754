package com.aqwacloud.console;

import com.aqwacloud.sync.api.Sessions;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Lets a session watch and transfer. */
@Service
@Command(
        scope = "aqwa",
        name = "session-start",
        description = "Lets a session watch and transfer.",
        detailedDescription =
                """
                A session that paused itself goes on, which confirms what it had asked for.

                Example:
                  aqwa:session-start s1""")
public class SessionStartCommand extends SessionCommand {
    @Override
    void run(Engine engine) {
        var session = engine.ask(Sessions.class, sessions -> sessions.start(id()));
        System.out.println(
                "Session "
                        + session.id()
                        + " ("
                        + Text.line(session.name())
                        + ") is "
                        + Words.of(session.state())
                        + ".");
    }
}

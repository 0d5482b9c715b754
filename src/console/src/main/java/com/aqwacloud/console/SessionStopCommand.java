package com.aqwacloud.console;

import com.aqwacloud.sync.api.Sessions;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Stops a session and keeps its queue. */
@Service
@Command(
        scope = "aqwa",
        name = "session-stop",
        description = "Stops a session and keeps its queue.",
        detailedDescription =
                """
                Running transfers stop at the next fragment and go on from there when the session is started again.

                Example:
                  aqwa:session-stop s1""")
public class SessionStopCommand extends SessionCommand {
    @Override
    void run(Engine engine) {
        var session = engine.ask(Sessions.class, sessions -> sessions.stop(id()));
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

package com.aqwacloud.console;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;

/** A command about one session, whose id is the first argument. */
public abstract class SessionCommand extends EngineCommand {
    @Argument(
            index = 0,
            name = "id",
            description = "Id of the session, as aqwa:session-list shows it",
            required = true)
    @Completion(SessionIdCompleter.class)
    private String id;

    /** Id of the session, as it was given. */
    final String id() {
        return id;
    }
}

package com.aqwacloud.console;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The options of {@code aqwa:session-create} after the name. */
@Service
public class SessionCreateOptionsCompleter extends TrailingOptionsSuggestions {
    public SessionCreateOptionsCompleter() {
        super(
                List.of(
                        word("--source", "Google Drive account to read from"),
                        word("--destination", "OneDrive account to write to"),
                        word("-o", "A session option as key=value"),
                        word("--option", "A session option as key=value"),
                        word("--start", "Starts the session at once")));
    }
}

package com.aqwacloud.console;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The option of {@code aqwa:session-delete} after the id. */
@Service
public class SessionDeleteOptionsCompleter extends TrailingOptionsSuggestions {
    public SessionDeleteOptionsCompleter() {
        super(
                List.of(
                        word("-f", "Does not ask for confirmation"),
                        word("--force", "Does not ask for confirmation")));
    }
}

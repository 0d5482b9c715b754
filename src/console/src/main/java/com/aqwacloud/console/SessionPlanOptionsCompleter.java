package com.aqwacloud.console;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The option of {@code aqwa:session-plan} after the id. */
@Service
public class SessionPlanOptionsCompleter extends TrailingOptionsSuggestions {
    public SessionPlanOptionsCompleter() {
        super(
                List.of(
                        word("-r", "Begins none, but shows how the latest stands"),
                        word("--result", "Begins none, but shows how the latest stands")));
    }
}

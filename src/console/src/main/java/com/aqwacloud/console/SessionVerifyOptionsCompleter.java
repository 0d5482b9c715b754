package com.aqwacloud.console;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The options of {@code aqwa:session-verify} after the id. */
@Service
public class SessionVerifyOptionsCompleter extends TrailingOptionsSuggestions {
    public SessionVerifyOptionsCompleter() {
        super(
                List.of(
                        word("-r", "Begins none, but shows how the latest stands"),
                        word("--result", "Begins none, but shows how the latest stands"),
                        word(
                                "--download-bytes",
                                "Bytes of content that may be downloaded to be compared")));
    }
}

package com.aqwacloud.console;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;

/** Offers nothing for a name that a person makes up, and finds every such name right. */
@Service
public class NewNameCompleter extends Suggestions {
    @Override
    List<Candidate> candidates(String typed, CommandLine line) {
        return TrailingOptionsSuggestions.isCheckOfEarlierWord(line)
                ? List.of(word(typed, null))
                : List.of();
    }
}

package com.aqwacloud.console;

import java.util.List;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;

/** Offers options after the argument; their values are offered by the options' own completers. */
abstract class TrailingOptionsSuggestions extends Suggestions {
    private final List<Candidate> options;

    TrailingOptionsSuggestions(List<Candidate> options) {
        this.options = options;
    }

    @Override
    final List<Candidate> candidates(String typed, CommandLine line) {
        return isCheckOfEarlierWord(line) ? List.of(word(typed, null)) : options;
    }

    /** At the first word there stands the command, unless an earlier word is checked by itself. */
    static boolean isCheckOfEarlierWord(CommandLine line) {
        return line.getCursorArgumentIndex() == 0;
    }
}

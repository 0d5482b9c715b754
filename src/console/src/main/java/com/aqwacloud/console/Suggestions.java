package com.aqwacloud.console;

import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;

/**
 * Offers what begins with what was typed so far. The shell also asks so whether an earlier argument
 * is right, and offers nothing for the next one if there is no candidate for it.
 */
abstract class Suggestions implements Completer {
    /**
     * What could stand here, in any order.
     *
     * @param typed the word up to the cursor
     */
    abstract List<Candidate> candidates(String typed, CommandLine line);

    @Override
    public final void completeCandidates(
            Session session, CommandLine line, List<Candidate> candidates) {
        String typed = typed(line);
        for (var candidate : candidates(typed, line)) {
            if (candidate.value().startsWith(typed)) {
                candidates.add(candidate);
            }
        }
    }

    @Override
    public final int complete(Session session, CommandLine line, List<String> values) {
        var candidates = new ArrayList<Candidate>();
        completeCandidates(session, line, candidates);
        candidates.forEach(
                candidate ->
                        values.add(
                                candidate.complete()
                                        ? candidate.value() + " "
                                        : candidate.value()));
        return values.isEmpty() ? -1 : line.getBufferPosition() - line.getArgumentPosition();
    }

    /** A whole word with a few words on what it is. */
    static Candidate word(String value, String description) {
        return candidate(value, description, true);
    }

    /** The beginning of a word: the cursor stays behind it. */
    static Candidate beginning(String value, String description) {
        return candidate(value, description, false);
    }

    private static Candidate candidate(String value, String description, boolean complete) {
        String text = description == null ? null : Text.line(description);
        return new Candidate(value, Text.line(value), null, text, null, null, complete);
    }

    private static String typed(CommandLine line) {
        String argument = line.getCursorArgument();
        return argument == null ? "" : argument.substring(0, line.getArgumentPosition());
    }
}

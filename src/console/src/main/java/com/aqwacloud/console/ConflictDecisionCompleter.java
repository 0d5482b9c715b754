package com.aqwacloud.console;

import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.Conflicts;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;
import org.osgi.framework.BundleContext;

/**
 * Ids of open conflicts, and after the first word the ways to decide them. No ids while the engine
 * is not running.
 */
@Service
public class ConflictDecisionCompleter extends Suggestions {
    @Reference private BundleContext context;

    @Override
    List<Candidate> candidates(String typed, CommandLine line) {
        boolean checks = TrailingOptionsSuggestions.isCheckOfEarlierWord(line);
        var before = line.getArguments();
        var candidates = new ArrayList<Candidate>();
        new Engine(context)
                .find(Conflicts.class, conflicts -> conflicts.list(false))
                .orElse(List.of())
                .forEach(
                        conflict -> {
                            String id = Long.toString(conflict.id());
                            if (checks || id.equals(typed) || !List.of(before).contains(id)) {
                                candidates.add(word(id, conflict.path()));
                            }
                        });
        if (checks || line.getCursorArgumentIndex() > 1) {
            Words.all(ConflictPreference.class).forEach(word -> candidates.add(word(word, null)));
        }
        return candidates;
    }
}

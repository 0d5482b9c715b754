package com.aqwacloud.console;

import com.aqwacloud.sync.api.ConflictPreference;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;

/** The ways to decide a conflict. */
@Service
public class ResolutionCompleter extends Suggestions {
    @Override
    List<Candidate> candidates(String typed, CommandLine line) {
        return Words.all(ConflictPreference.class).stream().map(word -> word(word, null)).toList();
    }
}

package com.aqwacloud.console;

import com.aqwacloud.sync.api.ConflictType;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;

/** The types of conflicts. */
@Service
public class ConflictTypeCompleter extends Suggestions {
    @Override
    List<Candidate> candidates(String typed, CommandLine line) {
        return Words.all(ConflictType.class).stream().map(word -> word(word, null)).toList();
    }
}

package com.aqwacloud.console;

import com.aqwacloud.sync.api.JobState;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;

/** The states of a transfer. */
@Service
public class JobStateCompleter extends Suggestions {
    @Override
    List<Candidate> candidates(String typed, CommandLine line) {
        return Words.all(JobState.class).stream().map(word -> word(word, null)).toList();
    }
}

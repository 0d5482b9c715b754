package com.aqwacloud.console;

import com.aqwacloud.sync.api.Conflicts;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;
import org.osgi.framework.BundleContext;

/** Ids of open conflicts; none while the engine is not running. */
@Service
public class ConflictIdCompleter extends Suggestions {
    @Reference private BundleContext context;

    @Override
    List<Candidate> candidates(String typed, CommandLine line) {
        return new Engine(context)
                        .find(Conflicts.class, conflicts -> conflicts.list(false))
                        .orElse(List.of())
                        .stream()
                        .map(conflict -> word(Long.toString(conflict.id()), conflict.path()))
                        .toList();
    }
}

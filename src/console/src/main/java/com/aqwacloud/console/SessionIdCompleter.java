package com.aqwacloud.console;

import com.aqwacloud.sync.api.Sessions;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;
import org.osgi.framework.BundleContext;

/** Ids of sessions; none while the engine is not running. */
@Service
public class SessionIdCompleter extends Suggestions {
    @Reference private BundleContext context;

    @Override
    List<Candidate> candidates(String typed, CommandLine line) {
        return new Engine(context)
                .find(Sessions.class, Sessions::list).orElse(List.of()).stream()
                        .map(
                                session ->
                                        word(
                                                session.id(),
                                                session.name() + ", " + Words.of(session.state())))
                        .toList();
    }
}

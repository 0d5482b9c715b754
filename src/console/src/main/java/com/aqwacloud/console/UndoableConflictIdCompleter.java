package com.aqwacloud.console;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictState;
import com.aqwacloud.sync.api.Conflicts;
import com.aqwacloud.sync.api.Loser;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;
import org.osgi.framework.BundleContext;

/** Ids of decided conflicts whose loser can be brought back; none while no engine runs. */
@Service
public class UndoableConflictIdCompleter extends Suggestions {
    private static final int MOST = 1000;
    private static final Set<Loser.Place> RECOVERABLE =
            EnumSet.complementOf(EnumSet.of(Loser.Place.KEPT_COPY));

    @Reference private BundleContext context;

    @Override
    List<Candidate> candidates(String typed, CommandLine line) {
        return new Engine(context)
                        .find(
                                Conflicts.class,
                                conflicts -> conflicts.list(ConflictState.DECIDED, null, MOST))
                        .orElse(List.of())
                        .stream()
                        .filter(UndoableConflictIdCompleter::isUndoable)
                        .map(conflict -> word(Long.toString(conflict.id()), conflict.path()))
                        .toList();
    }

    private static boolean isUndoable(Conflict conflict) {
        return conflict.loser() != null
                && conflict.undoneAt() == null
                && RECOVERABLE.contains(conflict.loser().place());
    }
}

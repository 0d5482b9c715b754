package com.aqwacloud.console;

import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Transfer;
import com.aqwacloud.sync.api.Transfers;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;
import org.osgi.framework.BundleContext;

/** Ids of transfers that are not over; none while the engine is not running. */
@Service
public class OpenTransferIdCompleter extends Suggestions {
    private static final int MOST = 100;

    @Reference private BundleContext context;

    @Override
    List<Candidate> candidates(String typed, CommandLine line) {
        return new Engine(context)
                        .find(Transfers.class, transfers -> transfers.list(null, null, MOST))
                        .orElse(List.of())
                        .stream()
                        .filter(OpenTransferIdCompleter::isOpen)
                        .map(transfer -> word(Long.toString(transfer.id()), transfer.path()))
                        .toList();
    }

    private static boolean isOpen(Transfer transfer) {
        return transfer.state() == JobState.PENDING || transfer.state() == JobState.TRANSFERRING;
    }
}

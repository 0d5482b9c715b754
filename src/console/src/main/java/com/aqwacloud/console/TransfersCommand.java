package com.aqwacloud.console;

import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Transfer;
import com.aqwacloud.sync.api.Transfers;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** The queue: what is unfinished first, then the newest. */
@Service
@Command(
        scope = "aqwa",
        name = "transfers",
        description = "Lists transfers: the unfinished first, then the newest.",
        detailedDescription =
                """
                Examples:
                  aqwa:transfers
                  aqwa:transfers --state failed --session s1 --limit 500
                  aqwa:transfers --state completed --before 2317""")
public class TransfersCommand extends TableCommand {
    private static final int MOST = 1000;

    @Option(
            name = "--state",
            description =
                    "Only those that are pending, transferring, completed, failed, conflicted or"
                            + " cancelled")
    @Completion(JobStateCompleter.class)
    private String state;

    @Option(name = "--session", description = "Only those of the session of this id")
    @Completion(SessionIdCompleter.class)
    private String session;

    @Option(name = "--limit", description = "At most so many, from 1 to 1000")
    private String limit = "50";

    @Option(
            name = "--before",
            description =
                    "With --state: only those of lower ids, such as the last that was shown before")
    private String before;

    @Override
    void run(Engine engine) {
        int most = (int) WholeNumber.parse("--limit", limit, 1, MOST);
        var only = state == null ? null : Words.parse("--state", state, JobState.class);
        Long below =
                before == null ? null : WholeNumber.parse("--before", before, 1, Long.MAX_VALUE);
        if (below != null && only == null) {
            throw new UsageException("--before is only for --state.");
        }
        var found =
                engine.ask(
                        Transfers.class, transfers -> transfers.list(only, session, below, most));
        var table = new ShellTable().emptyTableText("There are no transfers.");
        table.column("ID").alignRight();
        table.column("Session");
        table.column("Action");
        table.column("State");
        table.column("Size").alignRight();
        table.column("Done").alignRight();
        table.column("Rate").alignRight();
        table.column("Tries").alignRight();
        table.column("Path");
        boolean withErrors = !formatted() || found.stream().anyMatch(job -> job.error() != null);
        if (withErrors) {
            table.column("Error");
        }
        for (var job : found) {
            var row = table.addRow();
            row.addContent(
                    job.id(),
                    job.session(),
                    Words.of(job.action()),
                    Words.of(job.state()),
                    Amounts.size(job.size()),
                    progress(job),
                    rate(job),
                    job.attempts(),
                    Text.line(job.path()));
            if (withErrors) {
                row.addContent(Text.line(job.error()));
            }
        }
        print(table);
        if (formatted() && found.size() == most) {
            System.out.println("Only the first " + most + " are shown; " + rest(found, only, most));
        }
    }

    private static String rest(List<Transfer> found, JobState only, int most) {
        if (only == null) {
            return most < MOST
                    ? "--limit shows more."
                    : "--state shows one state alone, and --before ID what is older there.";
        }
        return "--before " + found.get(most - 1).id() + " shows what is older.";
    }

    private static String progress(Transfer job) {
        if (job.state() == JobState.COMPLETED) {
            return "100%";
        }
        return job.size() == 0 ? "0%" : Amounts.percent(job.bytesDone(), job.size());
    }

    private static String rate(Transfer job) {
        return job.state() == JobState.TRANSFERRING ? Amounts.rate(job.bytesPerSecond()) : "";
    }
}

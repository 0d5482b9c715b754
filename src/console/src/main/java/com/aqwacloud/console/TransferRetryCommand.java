package com.aqwacloud.console;

import com.aqwacloud.sync.api.Transfers;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Queues a failed transfer once more. */
@Service
@Command(
        scope = "aqwa",
        name = "transfer-retry",
        description = "Queues a failed transfer once more.",
        detailedDescription =
                """
                It has all its tries again, and is decided anew when its turn comes. What failed in a \
                session is tried again as well when the session is stopped and started.

                Example:
                  aqwa:transfer-retry 7""")
public class TransferRetryCommand extends EngineCommand {
    @Argument(
            name = "id",
            description = "Id of the transfer, as aqwa:transfers --state failed shows it",
            required = true)
    @Completion(FailedTransferIdCompleter.class)
    private String id;

    @Override
    void run(Engine engine) {
        long number = WholeNumber.parse("id", id, 1, Long.MAX_VALUE);
        var transfer = engine.ask(Transfers.class, transfers -> transfers.retry(number));
        System.out.println(
                "Transfer "
                        + transfer.id()
                        + " is queued once more, for "
                        + Text.line(transfer.path())
                        + ".");
    }
}

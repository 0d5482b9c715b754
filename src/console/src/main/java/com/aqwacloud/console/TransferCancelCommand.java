package com.aqwacloud.console;

import com.aqwacloud.sync.api.Transfers;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Gives up a transfer that is not over yet. */
@Service
@Command(
        scope = "aqwa",
        name = "transfer-cancel",
        description = "Gives up a transfer that is not over yet.",
        detailedDescription =
                """
                What of it was done already stays. The file is transferred when it changes, or when \
                the transfer is retried. What was to be deleted stays until the transfer is retried \
                or Google Drive has it again.

                Example:
                  aqwa:transfer-cancel 7""")
public class TransferCancelCommand extends EngineCommand {
    @Argument(
            name = "id",
            description = "Id of the transfer, as aqwa:transfers shows it",
            required = true)
    @Completion(OpenTransferIdCompleter.class)
    private String id;

    @Override
    void run(Engine engine) {
        long number = WholeNumber.parse("id", id, 1, Long.MAX_VALUE);
        String by = userName();
        var transfer = engine.ask(Transfers.class, transfers -> transfers.cancel(number, by));
        System.out.println(
                "Transfer "
                        + transfer.id()
                        + " of "
                        + Text.line(transfer.path())
                        + " is cancelled.");
    }
}

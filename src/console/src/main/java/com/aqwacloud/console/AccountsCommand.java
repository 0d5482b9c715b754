package com.aqwacloud.console;

import com.aqwacloud.sync.api.Account;
import com.aqwacloud.sync.api.Accounts;
import com.aqwacloud.sync.api.Cloud;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** The accounts and whether they can be used. */
@Service
@Command(
        scope = "aqwa",
        name = "accounts",
        description = "Lists the accounts and whether they can be used.",
        detailedDescription =
                """
                Accounts are set up in etc/aqwa.accounts.cfg.

                Example:
                  aqwa:accounts""")
public class AccountsCommand extends TableCommand {
    @Override
    void run(Engine engine) {
        var table =
                new ShellTable()
                        .emptyTableText("There are no accounts; see etc/aqwa.accounts.cfg.");
        for (var header : List.of("Name", "Cloud", "Endpoint", "State", "Message")) {
            table.column(header);
        }
        for (var account : engine.ask(Accounts.class, Accounts::list)) {
            table.addRow()
                    .addContent(
                            Text.line(account.name()),
                            account.cloud() == Cloud.GOOGLE ? "Google Drive" : "OneDrive",
                            Text.line(account.endpoint()),
                            Words.of(account.state()),
                            Text.line(message(account)));
        }
        print(table);
    }

    private static String message(Account account) {
        return account.pausedUntil() == null || account.message() != null
                ? account.message()
                : "The cloud asked for silence until "
                        + Amounts.moment(account.pausedUntil())
                        + "; requests wait for that.";
    }
}

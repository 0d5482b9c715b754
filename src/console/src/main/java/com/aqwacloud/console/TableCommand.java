package com.aqwacloud.console;

import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.support.table.ShellTable;

/** A command whose answer is a table. */
public abstract class TableCommand extends EngineCommand {
    @Option(
            name = "--no-format",
            description = "Disable table rendered output: no header, columns separated by tabs")
    private boolean noFormat;

    final boolean formatted() {
        return !noFormat;
    }

    final void print(ShellTable table) {
        table.print(System.out, formatted());
    }
}

package com.aqwacloud.console;

import com.aqwacloud.sync.api.RouteCatalog;
import com.aqwacloud.sync.api.RouteFile;
import com.aqwacloud.sync.api.RouteInfo;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** The routes that run and the files they come from, refused ones with the reason. */
@Service
@Command(
        scope = "aqwa",
        name = "routes",
        description = "Lists the routes and the route files, with what is wrong in refused ones.",
        detailedDescription =
                """
                Of a refused file the last good version goes on running, if there was one.

                Examples:
                  aqwa:routes
                  aqwa:routes --files --no-format""")
public class RoutesCommand extends TableCommand {
    @Option(name = "--files", description = "Lists only the files")
    private boolean filesOnly;

    @Override
    void run(Engine engine) {
        if (!filesOnly) {
            print(tableOf(engine.ask(RouteCatalog.class, RouteCatalog::routes)));
            System.out.println();
        }
        print(tableOfFiles(engine.ask(RouteCatalog.class, RouteCatalog::files)));
    }

    /** File, line and reason of a file that does not run as it is on disk, in one sentence. */
    static String why(RouteFile file) {
        if (file.error() == null) {
            return file.name();
        }
        return file.error().contains(file.name())
                ? file.error()
                : file.name() + ": " + file.error();
    }

    private static ShellTable tableOf(List<RouteInfo> routes) {
        var table = new ShellTable().emptyTableText("There are no routes.");
        table.column("Route");
        table.column("State");
        table.column("Total").alignRight();
        table.column("Failed").alignRight();
        table.column("In flight").alignRight();
        table.column("File");
        table.column("Description");
        for (var route : routes) {
            table.addRow()
                    .addContent(
                            Text.line(route.id()),
                            route.state(),
                            route.exchangesTotal(),
                            route.exchangesFailed(),
                            route.exchangesInflight(),
                            Text.line(route.file()),
                            Text.line(route.description()));
        }
        return table;
    }

    private static ShellTable tableOfFiles(List<RouteFile> files) {
        var table = new ShellTable().emptyTableText("There are no route files.");
        table.column("File");
        table.column("State");
        table.column("Loaded");
        table.column("Routes");
        table.column("Line").alignRight();
        table.column("Reason");
        for (var file : files) {
            table.addRow()
                    .addContent(
                            Text.line(file.name()),
                            Words.of(file.state()),
                            Amounts.moment(file.loadedAt()),
                            Text.line(String.join(", ", file.routes())),
                            file.line() > 0 ? file.line() : "",
                            file.error() == null ? "" : Text.line(why(file)));
        }
        return table;
    }
}

package com.aqwacloud.console;

import com.aqwacloud.sync.api.SyncException;
import java.io.IOException;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.ShellUtil;
import org.apache.karaf.shell.support.ansi.SimpleAnsi;
import org.osgi.framework.BundleContext;

/**
 * A command that talks to the engine.
 *
 * <p>What the engine refuses reaches the shell as Karaf's own {@link CommandException}: the shell
 * prints that as one line, keeps it out of the log and ends a script with a non-zero status. Any
 * other exception goes up as it is and lands in the log with its stack trace.
 */
public abstract class EngineCommand implements Action {
    @Reference private BundleContext context;
    @Reference private Session console;

    @Override
    public final Object execute() throws Exception {
        try {
            run(new Engine(context));
            return null;
        } catch (SyncException e) {
            String sentence = Text.line(e.getMessage());
            String line = SimpleAnsi.COLOR_RED + sentence + SimpleAnsi.COLOR_DEFAULT;
            throw new CommandException(line, sentence, e);
        }
    }

    /** Does the work; output goes to {@link System#out}, which the shell binds to its pipe. */
    abstract void run(Engine engine) throws IOException;

    /** The console that the command was typed into. */
    final Session console() {
        return console;
    }

    /**
     * Who signed in. The console's variable USER comes second: a remote client can set it, and it
     * is empty for a command that came without a terminal.
     */
    final String userName() {
        String signedIn = ShellUtil.getCurrentUserName();
        if (signedIn != null) {
            return signedIn;
        }
        return console().get("USER") instanceof String user && !user.isBlank() ? user : "console";
    }
}

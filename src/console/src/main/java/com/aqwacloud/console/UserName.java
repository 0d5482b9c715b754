package com.aqwacloud.console;

import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.ShellUtil;

/** In whose name a command decides. */
final class UserName {
    private UserName() {}

    /**
     * Who signed in. The console's variable USER comes second: a remote client can set it, and it
     * is empty for a command that came without a terminal.
     */
    static String of(Session console) {
        String signedIn = ShellUtil.getCurrentUserName();
        if (signedIn != null) {
            return signedIn;
        }
        return console.get("USER") instanceof String user && !user.isBlank() ? user : "console";
    }
}

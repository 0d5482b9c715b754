package com.aqwacloud.sandbox.tls;

import java.util.List;
import java.util.Locale;

/** The names under which both clouds are known to their clients. */
public final class CloudHosts {

    /** As in a certificate: a star stands for one label. */
    static final List<String> PATTERNS =
            List.of(
                    "localhost",
                    "*.googleapis.com",
                    "accounts.google.com",
                    "drive.google.com",
                    "docs.google.com",
                    "*.googleusercontent.com",
                    "graph.microsoft.com",
                    "login.microsoftonline.com",
                    "login.microsoft.com",
                    "login.live.com",
                    "api.onedrive.com",
                    "onedrive.live.com",
                    "my.microsoftpersonalcontent.com",
                    "*.files.1drv.com",
                    "*.sharepoint.com");

    static final List<String> ADDRESSES = List.of("127.0.0.1", "::1");

    private CloudHosts() {}

    /** Whether a host is one of the clouds, or this machine by one of its usual names. */
    public static boolean include(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.startsWith("[") && name.endsWith("]")) {
            name = name.substring(1, name.length() - 1);
        }
        String wild = "*" + name.substring(Math.max(0, name.indexOf('.')));
        return PATTERNS.contains(name) || PATTERNS.contains(wild) || ADDRESSES.contains(name);
    }
}

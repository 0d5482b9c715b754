package com.aqwacloud.sync.internal.route;

/** Names of the Camel components that stand for accounts. Thread-safe. */
public interface ComponentNames {
    /** The component of a Google Drive account. */
    String google(String account);

    /** The component of a OneDrive account. */
    String oneDrive(String account);
}

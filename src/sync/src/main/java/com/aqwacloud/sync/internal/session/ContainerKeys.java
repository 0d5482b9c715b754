package com.aqwacloud.sync.internal.session;

/** The keys that the configuration service and the container add to those of a file. */
public final class ContainerKeys {
    private ContainerKeys() {}

    /** Whether a person did not write this key. */
    public static boolean isOne(String key) {
        return key.startsWith("service.")
                || key.startsWith("osgi.")
                || key.startsWith("felix.")
                || key.startsWith("component.")
                || key.startsWith("org.apache.karaf.")
                || key.startsWith("org.apache.felix.")
                || key.startsWith("org.ops4j.")
                || key.equals("objectClass")
                || key.startsWith(".");
    }
}

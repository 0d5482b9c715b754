package com.aqwacloud.sync.internal.osgi;

import java.util.Map;

/** The properties of one configuration file, as they are now. Thread-safe. */
abstract class ConfigFile {
    private volatile Map<String, Object> properties;
    private volatile Runnable listener = () -> {};

    ConfigFile(Map<String, Object> properties) {
        this.properties = Map.copyOf(properties);
    }

    /** All properties, those of the configuration service itself included. */
    final Map<String, Object> properties() {
        return properties;
    }

    /** Has this run after each change from now on, in the thread of whoever changed the file. */
    final void follow(Runnable changed) {
        listener = changed;
    }

    final void change(Map<String, Object> now) {
        properties = Map.copyOf(now);
        listener.run();
    }
}

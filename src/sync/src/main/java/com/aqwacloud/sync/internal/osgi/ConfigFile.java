package com.aqwacloud.sync.internal.osgi;

import java.util.Map;

/** The properties of one configuration file, as they are now. Thread-safe. */
interface ConfigFile {
    /** All properties, those of the configuration service itself included. */
    Map<String, Object> properties();
}

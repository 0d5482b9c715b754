package com.aqwacloud.sync.internal.osgi;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** {@code etc/aqwa.http.cfg}; another content makes another service, and with it another engine. */
@Component(
        service = HttpFile.class,
        configurationPid = "aqwa.http",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class HttpFile implements ConfigFile {
    private final Map<String, Object> properties;

    @Activate
    public HttpFile(Map<String, Object> properties) {
        this.properties = Map.copyOf(properties);
    }

    @Override
    public Map<String, Object> properties() {
        return properties;
    }
}

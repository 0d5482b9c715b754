package com.aqwacloud.sync.internal.osgi;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;

/** {@code etc/aqwa.http.cfg}, followed while it is edited. */
@Component(
        service = HttpFile.class,
        configurationPid = "aqwa.http",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class HttpFile extends ConfigFile {

    @Activate
    public HttpFile(Map<String, Object> properties) {
        super(properties);
    }

    @Modified
    void modified(Map<String, Object> properties) {
        change(properties);
    }
}

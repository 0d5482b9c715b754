package com.aqwacloud.sync.internal.osgi;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;

/** {@code etc/aqwa.engine.cfg}, followed while it is edited. */
@Component(
        service = EngineFile.class,
        configurationPid = "aqwa.engine",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class EngineFile extends ConfigFile {

    @Activate
    public EngineFile(Map<String, Object> properties) {
        super(properties);
    }

    @Modified
    void modified(Map<String, Object> properties) {
        change(properties);
    }
}

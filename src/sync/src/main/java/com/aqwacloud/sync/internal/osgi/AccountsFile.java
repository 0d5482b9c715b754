package com.aqwacloud.sync.internal.osgi;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/**
 * {@code etc/aqwa.accounts.cfg}; another content makes another service, and with it another engine.
 */
@Component(
        service = AccountsFile.class,
        configurationPid = "aqwa.accounts",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class AccountsFile implements ConfigFile {
    private final Map<String, Object> properties;

    @Activate
    public AccountsFile(Map<String, Object> properties) {
        this.properties = Map.copyOf(properties);
    }

    @Override
    public Map<String, Object> properties() {
        return properties;
    }
}

package com.aqwacloud.sync.internal.osgi;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;

/** {@code etc/aqwa.accounts.cfg}, followed while it is edited. */
@Component(
        service = AccountsFile.class,
        configurationPid = "aqwa.accounts",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class AccountsFile extends ConfigFile {

    @Activate
    public AccountsFile(Map<String, Object> properties) {
        super(properties);
    }

    @Modified
    void modified(Map<String, Object> properties) {
        change(properties);
    }
}

package com.aqwacloud.sync.internal.osgi;

import com.aqwacloud.sync.api.InvalidValueException;
import com.aqwacloud.sync.internal.session.SessionDefaults;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code etc/aqwa.sessions.cfg}: what new sessions begin with. A change takes effect at once; one
 * that is not possible is refused as a whole, and what held before holds on.
 */
@Component(
        service = SessionsFile.class,
        configurationPid = "aqwa.sessions",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class SessionsFile {
    private static final Logger LOG = LoggerFactory.getLogger(SessionsFile.class);

    private volatile SessionDefaults defaults = SessionDefaults.BUILT_IN;
    private volatile String problem;

    @Activate
    public SessionsFile(Map<String, Object> properties) {
        read(properties);
    }

    @Modified
    void modified(Map<String, Object> properties) {
        read(properties);
        if (problem == null) {
            LOG.info("etc/aqwa.sessions.cfg: new sessions begin with what it says now");
        }
    }

    private void read(Map<String, Object> properties) {
        try {
            defaults = SessionDefaults.read(properties);
            problem = null;
        } catch (InvalidValueException e) {
            problem = e.getMessage();
            LOG.error("{}", e.getMessage());
        }
    }

    /** What new sessions begin with. */
    public SessionDefaults defaults() {
        return defaults;
    }

    /** Why the file was refused, or null. */
    public String problem() {
        return problem;
    }
}

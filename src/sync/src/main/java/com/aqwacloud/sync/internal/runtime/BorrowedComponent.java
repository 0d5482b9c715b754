package com.aqwacloud.sync.internal.runtime;

import java.util.Map;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.support.DefaultComponent;

/**
 * A component of the running context as a probe sees it: it makes endpoints, so that their options
 * are checked by the component that will really run them, but is neither started nor stopped.
 */
final class BorrowedComponent extends DefaultComponent {

    private final Component owner;

    BorrowedComponent(Component owner) {
        this.owner = owner;
        setAutowiredEnabled(false);
    }

    /** The configurer of the scheme would take this for the owner. */
    @Override
    public PropertyConfigurer getComponentPropertyConfigurer() {
        return null;
    }

    @Override
    public boolean useRawUri() {
        return owner.useRawUri();
    }

    @Override
    public Endpoint createEndpoint(String uri) throws Exception {
        return owner.createEndpoint(uri);
    }

    @Override
    public Endpoint createEndpoint(String uri, Map<String, Object> properties) throws Exception {
        return owner.createEndpoint(uri, properties);
    }

    @Override
    protected Endpoint createEndpoint(
            String uri, String remaining, Map<String, Object> parameters) {
        throw new IllegalStateException("the owner creates the endpoints");
    }
}

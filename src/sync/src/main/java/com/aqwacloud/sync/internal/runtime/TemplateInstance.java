package com.aqwacloud.sync.internal.runtime;

import java.util.Map;
import java.util.Objects;

/**
 * A route asked for from a template.
 *
 * @param templateId the template
 * @param routeId the id that the route gets
 * @param parameters the template's parameters
 */
record TemplateInstance(String templateId, String routeId, Map<String, Object> parameters) {

    TemplateInstance {
        Objects.requireNonNull(templateId, "templateId");
        Objects.requireNonNull(routeId, "routeId");
        parameters = Map.copyOf(parameters);
    }
}

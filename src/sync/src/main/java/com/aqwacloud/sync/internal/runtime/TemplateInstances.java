package com.aqwacloud.sync.internal.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The routes that the engine asks for from templates, whether their templates are there or not;
 * guarded by the monitor of the {@link RouteFolder}.
 */
final class TemplateInstances {
    /** By route id. */
    private final Map<String, TemplateInstance> instances = new LinkedHashMap<>();

    boolean has(String routeId) {
        return instances.containsKey(routeId);
    }

    void add(TemplateInstance instance) {
        instances.put(instance.routeId(), instance);
    }

    /** False if there is none. */
    boolean remove(String routeId) {
        return instances.remove(routeId) != null;
    }

    /** Those of a template. */
    List<TemplateInstance> of(String templateId) {
        return instances.values().stream()
                .filter(instance -> instance.templateId().equals(templateId))
                .toList();
    }

    /** Those of a file's templates. */
    List<TemplateInstance> of(FileModel model) {
        return instances.values().stream()
                .filter(instance -> model.templates().contains(instance.templateId()))
                .toList();
    }

    /** The ids of a file's routes and of those from its templates. */
    List<String> routeIds(FileModel model) {
        var ids = new ArrayList<>(model.routeIds());
        of(model).forEach(instance -> ids.add(instance.routeId()));
        return ids;
    }

    /**
     * Checks that a file leaves the engine its ids.
     *
     * @throws RefusedException if it does not
     */
    void check(FileModel model) throws RefusedException {
        for (FileModel.Entry route : model.routes()) {
            if (has(route.id()) || route.id().equals(CamelRuntime.OPENAPI_ROUTE)) {
                throw RefusedException.surroundings(
                        "the route id " + route.id() + " is taken by the engine", route.line());
            }
        }
    }
}

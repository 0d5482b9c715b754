package com.aqwacloud.sync.internal.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one version of a route file brings into the context.
 *
 * @param routes its routes, those of its REST services and templated routes included
 * @param templates ids of its route templates
 * @param templateUses ids of its templated routes, each with the template it asks for
 * @param configurations ids of its route configurations, "" for one that applies to all routes
 * @param restPaths its REST operations as {@code GET api/sessions/{}}
 * @param beans names of its beans
 */
record FileModel(
        List<Entry> routes,
        Set<String> templates,
        Map<String, String> templateUses,
        Set<String> configurations,
        Set<String> restPaths,
        Set<String> beans) {

    /**
     * A route.
     *
     * @param description what it does
     * @param line where it begins, or 0
     * @param from the URI that it consumes from, or null if it is known only once it is built
     * @param startupOrder its place at start, or null
     */
    record Entry(String id, String description, int line, String from, Integer startupOrder) {}

    FileModel {
        routes = List.copyOf(routes);
        templates = Set.copyOf(templates);
        templateUses = Map.copyOf(templateUses);
        configurations = Set.copyOf(configurations);
        restPaths = Set.copyOf(restPaths);
        beans = Set.copyOf(beans);
    }

    List<String> routeIds() {
        return routes.stream().map(Entry::id).toList();
    }

    /** The line on which a route begins, or 0. */
    int lineOfRoute(String id) {
        return routes.stream()
                .filter(r -> r.id().equals(id))
                .mapToInt(Entry::line)
                .findFirst()
                .orElse(0);
    }

    /** The last line of the route that begins at the given line; the given end if that is 0. */
    int lastLineAfter(int start, int end) {
        if (start == 0) {
            return end;
        }
        return routes.stream()
                        .mapToInt(Entry::line)
                        .filter(line -> line > start)
                        .min()
                        .orElse(end + 1)
                - 1;
    }

    /**
     * Checks that nothing of this file is in another one already.
     *
     * @param other the model of another file
     * @param otherName its name
     * @throws RefusedException naming what both have
     */
    void checkApartFrom(FileModel other, String otherName) throws RefusedException {
        var otherIds = new ArrayList<>(other.routeIds());
        for (Entry route : routes) {
            if (otherIds.contains(route.id())) {
                throw RefusedException.surroundings(
                        "the route id " + route.id() + " is taken by " + otherName, route.line());
            }
            for (Entry taken : other.routes) {
                if (route.startupOrder() != null
                        && route.startupOrder().equals(taken.startupOrder())) {
                    throw RefusedException.surroundings(
                            "the startupOrder "
                                    + route.startupOrder()
                                    + " of route "
                                    + route.id()
                                    + " is taken by route "
                                    + taken.id()
                                    + " of "
                                    + otherName,
                            route.line());
                }
            }
        }
        refuseShared("route template", templates, other.templates, otherName);
        refuseShared("route configuration", configurations, other.configurations, otherName);
        refuseShared("REST operation", restPaths, other.restPaths, otherName);
        refuseShared("bean", beans, other.beans, otherName);
    }

    private static void refuseShared(
            String kind, Set<String> mine, Set<String> others, String otherName)
            throws RefusedException {
        for (String one : mine) {
            if (!one.isEmpty() && others.contains(one)) {
                throw RefusedException.surroundings(
                        "the " + kind + " " + one + " is taken by " + otherName, 0);
            }
        }
    }
}

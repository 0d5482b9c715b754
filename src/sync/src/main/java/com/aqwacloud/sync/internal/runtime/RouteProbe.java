package com.aqwacloud.sync.internal.runtime;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.support.EndpointHelper;

/** Tries a version of a route file out without touching what runs. */
final class RouteProbe {

    private final CamelContext live;
    private final RuntimeOptions options;

    RouteProbe(CamelContext live, RuntimeOptions options) {
        this.live = live;
        this.options = options;
    }

    /** The files around the one that is tried out. */
    interface Surroundings {

        /** The running models of all other files, by file name. */
        Map<String, FileModel> others();

        /** The running version of the file that has a template, or null. */
        RouteSource templateSource(String templateId);

        /** The instances asked for of a template. */
        List<TemplateInstance> instances(String templateId);
    }

    /**
     * Reads a file and checks it against the others, without building its routes.
     *
     * @throws RefusedException if it cannot run
     */
    FileModel read(RouteSource source, SourceOutline outline, Surroundings around)
            throws RefusedException {
        try (var probe = new ProbeContext(live, options)) {
            return read(source, outline, around, probe, new ArrayList<>());
        }
    }

    /**
     * Reads a file, checks it against the others, and builds all of its routes.
     *
     * @throws RefusedException if it cannot run
     */
    FileModel build(RouteSource source, SourceOutline outline, Surroundings around)
            throws RefusedException {
        FileModel model = null;
        try (var probe = new ProbeContext(live, options)) {
            var builders = new ArrayList<RouteBuilder>();
            model = read(source, outline, around, probe, builders);
            for (RouteBuilder builder : builders) {
                probe.addRoutes(builder);
            }
            addTemplates(model, around, probe);
            for (RouteBuilder builder : builders) {
                builder.addTemplatedRoutesToCamelContext(probe);
            }
            for (String template : model.templates()) {
                for (TemplateInstance instance : around.instances(template)) {
                    probe.addRouteFromTemplate(instance.routeId(), template, instance.parameters());
                }
            }
            probe.buildRoutes();
            checkBuilt(probe, model, outline, around);
            return model;
        } catch (RefusedException e) {
            throw e;
        } catch (Exception e) {
            throw Wording.refusal(e, outline, model);
        }
    }

    private static FileModel read(
            RouteSource source,
            SourceOutline outline,
            Surroundings around,
            ProbeContext probe,
            List<RouteBuilder> builders)
            throws RefusedException {
        FileModel model;
        try {
            builders.addAll(ModelReader.parse(source, probe));
            model = ModelReader.model(builders, probe, outline);
        } catch (RefusedException e) {
            throw e;
        } catch (Exception e) {
            throw Wording.refusal(e, outline, null);
        }
        for (var other : around.others().entrySet()) {
            model.checkApartFrom(other.getValue(), other.getKey());
        }
        for (var use : model.templateUses().entrySet()) {
            if (!model.templates().contains(use.getValue())
                    && around.templateSource(use.getValue()) == null) {
                throw RefusedException.arrival(
                        "the route "
                                + use.getKey()
                                + " asks for the route template "
                                + use.getValue()
                                + ", which no file has",
                        model.lineOfRoute(use.getKey()));
            }
        }
        return model;
    }

    private static void addTemplates(FileModel model, Surroundings around, ProbeContext probe)
            throws Exception {
        Set<String> missing = new HashSet<>(model.templateUses().values());
        missing.removeAll(model.templates());
        Model definitions = probe.getCamelContextExtension().getContextPlugin(Model.class);
        for (String template : missing) {
            List<RouteBuilder> builders = ModelReader.parse(around.templateSource(template), probe);
            RouteTemplateDefinition definition = ModelReader.templates(builders).get(template);
            definitions.addRouteTemplateDefinitions(List.of(definition));
        }
    }

    /**
     * Checks what Camel itself would only find out when it starts the routes, or later.
     *
     * @param context has the routes of the file built
     */
    static void checkBuilt(
            ModelCamelContext context, FileModel model, SourceOutline outline, Surroundings around)
            throws RefusedException {
        checkNodes(context, model, outline);
        checkConsumers(context, model, around);
    }

    private static void checkNodes(ModelCamelContext probe, FileModel model, SourceOutline outline)
            throws RefusedException {
        for (RouteDefinition route : probe.getRouteDefinitions()) {
            if (!model.routeIds().contains(route.getRouteId())) {
                continue;
            }
            int start = model.lineOfRoute(route.getRouteId());
            int end = model.lastLineAfter(start, outline.lineCount());
            for (ToDynamicDefinition to :
                    ProcessorDefinitionHelper.filterTypeInOutputs(
                            route.getOutputs(), ToDynamicDefinition.class)) {
                String uri =
                        to.getUri() == null ? "" : probe.resolvePropertyPlaceholders(to.getUri());
                int colon = uri.indexOf(':');
                String scheme = colon < 0 ? "" : uri.substring(0, colon);
                if (scheme.matches("[a-z][a-z0-9+.-]*") && probe.getComponent(scheme) == null) {
                    throw RefusedException.arrival(
                            "in route "
                                    + route.getRouteId()
                                    + " the component "
                                    + scheme
                                    + " is not installed",
                            Math.max(start, outline.lineWithin(scheme + ":", start, end)));
                }
            }
        }
    }

    /** Camel notices two consumers of one endpoint only when it starts the second. */
    private static void checkConsumers(
            ModelCamelContext probe, FileModel model, Surroundings around) throws RefusedException {
        for (FileModel.Entry route : model.routes()) {
            if (route.from() == null) {
                continue;
            }
            String uri = normalized(probe, route.from());
            for (var other : around.others().entrySet()) {
                for (FileModel.Entry taken : other.getValue().routes()) {
                    if (taken.from() != null
                            && uri.equals(normalized(probe, taken.from()))
                            && !shareable(probe.getEndpoint(route.from()))) {
                        throw RefusedException.surroundings(
                                "the route "
                                        + route.id()
                                        + " consumes from "
                                        + route.from()
                                        + ", which the route "
                                        + taken.id()
                                        + " of "
                                        + other.getKey()
                                        + " does already",
                                route.line());
                    }
                }
            }
        }
    }

    private static boolean shareable(Endpoint endpoint) {
        return endpoint instanceof MultipleConsumersSupport several
                && several.isMultipleConsumersSupported();
    }

    private static String normalized(CamelContext context, String uri) {
        return EndpointHelper.normalizeEndpointUri(
                EndpointHelper.resolveEndpointUriPropertyPlaceholders(context, uri));
    }
}

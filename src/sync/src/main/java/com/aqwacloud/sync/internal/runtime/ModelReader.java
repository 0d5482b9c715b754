package com.aqwacloud.sync.internal.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.BeanFactoryDefinition;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.model.rest.VerbDefinition;
import org.apache.camel.support.PluginHelper;

/** Reads a route file with Camel's own loaders and says what is in it. */
final class ModelReader {

    private ModelReader() {}

    /**
     * Parses a file for a context. Its beans and route configurations are in the context
     * afterwards; its routes, templates and REST services are only in the builders.
     */
    static List<RouteBuilder> parse(RouteSource source, CamelContext context) throws Exception {
        Collection<RoutesBuilder> found =
                PluginHelper.getRoutesLoader(context)
                        .findRoutesBuilders(List.of(source.resource()));
        var builders = new ArrayList<RouteBuilder>();
        for (RoutesBuilder builder : found) {
            if (builder instanceof RouteConfigurationsBuilder configurations) {
                configurations.addRouteConfigurationsToCamelContext(context);
            }
            if (builder instanceof RouteBuilder routes) {
                routes.configureRoutes(context);
                routes.configureRests(context);
                nameRests(routes, source.name());
                builders.add(routes);
            }
        }
        return builders;
    }

    /**
     * Says what is in a parsed file.
     *
     * @throws RefusedException if something has no id or no description, or has the id of another
     */
    static FileModel model(List<RouteBuilder> builders, CamelContext context, SourceOutline outline)
            throws RefusedException {
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        var routes = new ArrayList<FileModel.Entry>();
        var templates = new LinkedHashSet<String>();
        var uses = new LinkedHashMap<String, String>();
        var restPaths = new LinkedHashSet<String>();
        for (RouteBuilder builder : builders) {
            for (RouteDefinition route : builder.getRouteCollection().getRoutes()) {
                routes.add(route(route, outline));
            }
            for (RouteTemplateDefinition template :
                    builder.getRouteTemplateCollection().getRouteTemplates()) {
                templates.add(template(template, outline));
            }
            for (TemplatedRouteDefinition use :
                    builder.getTemplatedRouteCollection().getTemplatedRoutes()) {
                routes.add(use(use, outline));
                uses.put(use.getRouteId(), use.getRouteTemplateRef());
            }
            for (RestDefinition rest : builder.getRestCollection().getRests()) {
                rest(rest, context, outline, routes, restPaths);
            }
        }
        Set<String> ids = new HashSet<>();
        for (FileModel.Entry route : routes) {
            if (!ids.add(route.id())) {
                throw RefusedException.edit(
                        "the route id " + route.id() + " is there twice", route.line());
            }
        }
        var configurations = new LinkedHashSet<String>();
        for (RouteConfigurationDefinition configuration :
                model.getRouteConfigurationDefinitions()) {
            configurations.add(configuration.getId() == null ? "" : configuration.getId());
        }
        var beans = new LinkedHashSet<String>();
        for (BeanFactoryDefinition<?> bean : model.getCustomBeans()) {
            beans.add(bean.getName());
        }
        return new FileModel(routes, templates, uses, configurations, restPaths, beans);
    }

    private static FileModel.Entry route(RouteDefinition route, SourceOutline outline)
            throws RefusedException {
        String id = route.getRouteId();
        boolean named = id != null && route.hasCustomIdAssigned();
        int line = line(named ? outline.lineOfId(id) : 0, route, outline, "route");
        if (!named) {
            throw RefusedException.edit("a route has no id", line);
        }
        String description = route.getDescriptionText();
        if (description == null || description.isBlank()) {
            throw RefusedException.edit("the route " + id + " has no description", line);
        }
        if (route.getInput() == null || route.getInput().getEndpointUri() == null) {
            throw RefusedException.edit("the route " + id + " has no from", line);
        }
        return new FileModel.Entry(
                id,
                description.strip(),
                line,
                route.getInput().getEndpointUri(),
                route.getStartupOrder());
    }

    private static String template(RouteTemplateDefinition template, SourceOutline outline)
            throws RefusedException {
        String id = template.getId();
        int line = line(id == null ? 0 : outline.lineOfId(id), template, outline, "routeTemplate");
        if (id == null || !template.hasCustomIdAssigned()) {
            throw RefusedException.edit("a route template has no id", line);
        }
        String description = template.getDescriptionText();
        if (description == null && template.getRoute() != null) {
            description = template.getRoute().getDescriptionText();
        }
        if (description == null || description.isBlank()) {
            throw RefusedException.edit("the route template " + id + " has no description", line);
        }
        return id;
    }

    private static FileModel.Entry use(TemplatedRouteDefinition use, SourceOutline outline)
            throws RefusedException {
        String id = use.getRouteId();
        int line = outline.lineOfElement("templatedRoute");
        if (id == null || id.isBlank()) {
            throw RefusedException.edit(
                    "a templated route of " + use.getRouteTemplateRef() + " has no routeId", line);
        }
        int own = outline.lineOfId(id);
        return new FileModel.Entry(
                id, "From template " + use.getRouteTemplateRef(), own > 0 ? own : line, null, null);
    }

    private static void rest(
            RestDefinition rest,
            CamelContext context,
            SourceOutline outline,
            List<FileModel.Entry> routes,
            Set<String> paths)
            throws RefusedException {
        if (rest.getOpenApi() != null) {
            int line = outline.lineOfElement("openApi");
            routes.add(
                    new FileModel.Entry(
                            rest.getOpenApi().getRouteId(),
                            describe(rest.getOpenApi().getDescription(), rest, line),
                            line,
                            null,
                            null));
        }
        for (VerbDefinition verb : rest.getVerbs()) {
            String path = slash(rest.getPath()) + slash(verb.getPath());
            int line = outline.lineOfId(verb.getRouteId());
            if (line == 0) {
                line = outline.lineOf(verb.getPath() == null ? path : verb.getPath());
            }
            routes.add(
                    new FileModel.Entry(
                            verb.getRouteId(),
                            describe(verb.getDescriptionText(), rest, line),
                            line,
                            null,
                            null));
            String operation =
                    verb.asVerb().toUpperCase(Locale.ROOT)
                            + " "
                            + slash(context.getRestConfiguration().getContextPath())
                            + path.replaceAll("\\{[^}]*}", "{}");
            if (!paths.add(operation)) {
                throw RefusedException.edit(
                        "the REST operation " + operation + " is there twice", line);
            }
        }
    }

    private static String describe(String own, RestDefinition rest, int line)
            throws RefusedException {
        String description = own == null ? rest.getDescriptionText() : own;
        if (description == null || description.isBlank()) {
            throw RefusedException.edit(
                    "the REST service " + rest.getPath() + " has an operation without description",
                    line);
        }
        return description.strip();
    }

    /** REST operations become routes, and a route without an id could not be found again. */
    private static void nameRests(RouteBuilder builder, String file) {
        for (RestDefinition rest : builder.getRestCollection().getRests()) {
            if (rest.getOpenApi() != null && rest.getOpenApi().getRouteId() == null) {
                rest.getOpenApi().setRouteId("rest-" + slug(file));
            }
            for (VerbDefinition verb : rest.getVerbs()) {
                if (verb.getRouteId() == null) {
                    verb.setRouteId(
                            verb.hasCustomIdAssigned()
                                    ? verb.getId()
                                    : "rest-"
                                            + verb.asVerb()
                                            + slug(slash(rest.getPath()) + slash(verb.getPath())));
                }
            }
        }
    }

    private static String slash(String path) {
        if (path == null || path.isBlank() || path.equals("/")) {
            return "";
        }
        String stripped = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return stripped.startsWith("/") ? stripped : "/" + stripped;
    }

    private static String slug(String text) {
        return text.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("-$", "");
    }

    private static int line(
            int byId, ProcessorDefinition<?> node, SourceOutline outline, String element) {
        if (byId > 0) {
            return byId;
        }
        return node.getLineNumber() > 0 ? node.getLineNumber() : outline.lineOfElement(element);
    }

    private static int line(
            int byId, RouteTemplateDefinition node, SourceOutline outline, String element) {
        if (byId > 0) {
            return byId;
        }
        return node.getLineNumber() > 0 ? node.getLineNumber() : outline.lineOfElement(element);
    }

    /** The REST services of parsed builders. */
    static List<RestDefinition> rests(List<RouteBuilder> builders) {
        var rests = new ArrayList<RestDefinition>();
        builders.forEach(builder -> rests.addAll(builder.getRestCollection().getRests()));
        return rests;
    }

    /** What a template file offers, by template id. */
    static Map<String, RouteTemplateDefinition> templates(List<RouteBuilder> builders) {
        var templates = new LinkedHashMap<String, RouteTemplateDefinition>();
        for (RouteBuilder builder : builders) {
            builder.getRouteTemplateCollection()
                    .getRouteTemplates()
                    .forEach(template -> templates.put(template.getId(), template));
        }
        return templates;
    }
}

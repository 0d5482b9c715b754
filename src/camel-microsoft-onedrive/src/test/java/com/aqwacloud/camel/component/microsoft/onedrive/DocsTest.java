package com.aqwacloud.camel.component.microsoft.onedrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.camel.component.microsoft.onedrive.GraphStub.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page says exists, and its examples run as they stand there. */
class DocsTest extends OneDriveTestSupport {

    private static final Path PAGE = Path.of("src/main/docs/microsoft-onedrive-component.adoc");

    @TempDir Path folder;

    private static String page() throws Exception {
        return Files.readString(PAGE);
    }

    private void run(String routeId) throws Exception {
        var settings = new Properties();
        settings.put("outbox", folder.resolve("out").toString());
        settings.put("inbox", folder.resolve("in").toString());
        context.getPropertiesComponent().setOverrideProperties(settings);
        var blocks =
                Pattern.compile("\\[source,xml]\n----\n(.*?)\n----", Pattern.DOTALL)
                        .matcher(page());
        while (blocks.find()) {
            if (blocks.group(1).contains("route id=\"" + routeId + "\"")) {
                PluginHelper.getRoutesLoader(context)
                        .loadRoutes(ResourceHelper.fromString(routeId + ".xml", blocks.group(1)));
                return;
            }
        }
        throw new AssertionError("The page has no example " + routeId);
    }

    @Test
    void everyOptionAndHeaderOfTheCatalogIsOnThePage() throws Exception {
        JsonNode catalog;
        try (var json =
                getClass()
                        .getResourceAsStream(
                                "/META-INF/com/aqwacloud/camel/component/microsoft/onedrive/microsoft-onedrive.json")) {
            catalog = new ObjectMapper().readTree(json);
        }
        List<String> missing = new ArrayList<>();
        String page = page();
        for (String part : List.of("componentProperties", "properties", "headers")) {
            catalog.path(part)
                    .properties()
                    .forEach(
                            option -> {
                                boolean there =
                                        page.contains("| `" + option.getKey() + "`")
                                                && page.contains(
                                                        option.getValue()
                                                                .path("description")
                                                                .asText()
                                                                .replace("|", "{vbar}"));
                                if (!there) {
                                    missing.add(option.getKey());
                                }
                            });
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void theFirstExampleStoresAFolder() throws Exception {
        Files.createDirectories(folder.resolve("out"));
        Files.writeString(folder.resolve("out/a b.txt"), "hello");
        String path = "/v1.0/me/drive/root:/Reports/a%20b.txt:/content";
        graph.on("PUT", path, Answer.json(201, ITEM));
        run("store");
        await().until(() -> graph.requests("PUT", path).size() == 1);
        assertThat(graph.requests().get(0).text()).isEqualTo("hello");
        assertThat(graph.calls().get(0)).endsWith("conflictBehavior=replace");
    }

    @Test
    void theSecondExampleFetchesWhatChanges() throws Exception {
        graph.on(
                "GET",
                "/v1.0/me/drive/root/delta",
                Answer.json(
                        200,
                        "{'value':[{'id':'F','name':'f','folder':{}},{'id':'I1','name':'ü.txt','file':{}},{'id':'X','deleted':{},'file':{}}],"
                                + "'@odata.deltaLink':'"
                                + graph.baseUrl()
                                + "/me/drive/root/delta?token=1'}"));
        graph.on(
                "GET",
                "/v1.0/me/drive/items/I1/content",
                Answer.status(302).with("Location", graph.url("/dl/1")));
        graph.on(
                "GET",
                "/dl/1",
                new Answer(200, Map.of(), "hello".getBytes(StandardCharsets.UTF_8)));
        run("fetch");
        await().until(() -> Files.exists(folder.resolve("in/ü.txt")));
        await().untilAsserted(
                        () ->
                                assertThat(Files.readString(folder.resolve("in/ü.txt")))
                                        .isEqualTo("hello"));
        assertThat(graph.requests()).hasSize(3);
    }

    @Test
    void theThirdExampleRenamesUnlessTheItemChanged() throws Exception {
        String item = "/v1.0/me/drive/items/I1";
        graph.on("PATCH", item, Answer.error(412, "resourceModified"));
        graph.on("GET", item, Answer.json(200, ITEM));
        run("rename");
        Object body =
                template.requestBodyAndHeaders(
                        "direct:rename",
                        null,
                        Map.of(
                                MicrosoftOneDriveConstants.ITEM_ID,
                                "I1",
                                MicrosoftOneDriveConstants.NEW_NAME,
                                "b",
                                "seenETag",
                                "e0"));
        assertThat(graph.requests().get(0).header("If-Match")).isEqualTo("e0");
        assertThat(body).isInstanceOf(DriveItem.class);
    }
}

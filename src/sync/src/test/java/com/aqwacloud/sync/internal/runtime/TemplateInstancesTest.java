package com.aqwacloud.sync.internal.runtime;

import static com.aqwacloud.sync.internal.runtime.RoutesFixture.SOON;
import static com.aqwacloud.sync.internal.runtime.RoutesFixture.answering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.RouteFile.State;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateInstancesTest {

    private static final String TEMPLATE =
            """
            <routeTemplates>
              <routeTemplate id="greet"
                description="Greets someone">
                <templateParameter name="who"/>
                <route>
                  <from uri="direct:greet-{{who}}"/>
                  <setBody><simple>%s {{who}}</simple></setBody>
                </route>
              </routeTemplate>
            </routeTemplates>
            """;

    @TempDir Path folder;
    private RoutesFixture fixture;

    @BeforeEach
    void prepare() {
        fixture = new RoutesFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void instancesFollowTheirTemplate() throws Exception {
        fixture.write("t.xml", TEMPLATE.formatted("hello"));
        fixture.start();
        assertThat(fixture.runtime.instantiate("greet", "greet-a", Map.of("who", "a"))).isTrue();
        assertThat(fixture.runtime.instantiate("greet", "greet-b", Map.of("who", "b"))).isTrue();
        assertThat(fixture.ask("direct:greet-a")).isEqualTo("hello a");
        assertThat(fixture.route("greet-a").file()).isEqualTo("t.xml");

        fixture.write("t.xml", TEMPLATE.formatted("goodbye"));
        await().atMost(SOON).until(() -> fixture.ask("direct:greet-a").equals("goodbye a"));
        assertThat(fixture.ask("direct:greet-b")).isEqualTo("goodbye b");
        assertThat(fixture.file("t.xml").routes()).containsExactly("greet-a", "greet-b");

        fixture.runtime.removeInstance("greet-a");
        assertThat(fixture.route("greet-a")).isNull();
        fixture.write("t.xml", TEMPLATE.formatted("welcome"));
        await().atMost(SOON).until(() -> fixture.ask("direct:greet-b").equals("welcome b"));
        assertThat(fixture.route("greet-a")).isNull();
    }

    @Test
    void anInstanceWaitsForItsTemplate() throws Exception {
        fixture.start();
        assertThat(fixture.runtime.instantiate("greet", "greet-a", Map.of("who", "a"))).isFalse();
        fixture.write("t.xml", TEMPLATE.formatted("hello"));
        fixture.awaitRoute("greet-a");
        assertThat(fixture.ask("direct:greet-a")).isEqualTo("hello a");
        fixture.delete("t.xml");
        fixture.awaitNoRoute("greet-a");
        fixture.write("t.xml", TEMPLATE.formatted("again"));
        fixture.awaitRoute("greet-a");
        assertThat(fixture.ask("direct:greet-a")).isEqualTo("again a");
    }

    @Test
    void aTemplateVersionThatMakesNoInstanceIsRefused() throws Exception {
        fixture.write("t.xml", TEMPLATE.formatted("hello"));
        fixture.start();
        fixture.runtime.instantiate("greet", "greet-a", Map.of("who", "a"));
        fixture.write(
                "t.xml",
                TEMPLATE.formatted("hello")
                        .replace(
                                "<templateParameter name=\"who\"/>",
                                "<templateParameter name=\"who\"/><templateParameter name=\"mood\"/>"));
        fixture.awaitState("t.xml", State.REFUSED);
        assertThat(fixture.file("t.xml").error()).contains("mood");
        assertThat(fixture.ask("direct:greet-a")).isEqualTo("hello a");
    }

    @Test
    void aWrongInstanceIsToldAndForgotten() throws Exception {
        fixture.write("t.xml", TEMPLATE.formatted("hello"));
        fixture.write("a.xml", answering("a", "direct:a", "one"));
        fixture.start();
        assertThatThrownBy(() -> fixture.runtime.instantiate("greet", "greet-a", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("who");
        assertThatThrownBy(() -> fixture.runtime.instantiate("greet", "a", Map.of("who", "a")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(fixture.runtime.instantiate("greet", "greet-a", Map.of("who", "a"))).isTrue();
        assertThat(fixture.ask("direct:greet-a")).isEqualTo("hello a");
    }

    @Test
    void templatedRoutesOfAnotherFileFollowTheTemplate() throws Exception {
        fixture.write(
                "a.xml",
                """
                <templatedRoutes>
                  <templatedRoute routeTemplateRef="greet" routeId="from-a">
                    <parameter name="who" value="you"/>
                  </templatedRoute>
                </templatedRoutes>
                """);
        fixture.write("t.xml", TEMPLATE.formatted("hello"));
        fixture.start();
        assertThat(fixture.ask("direct:greet-you")).isEqualTo("hello you");
        fixture.write("t.xml", TEMPLATE.formatted("goodbye"));
        await().atMost(SOON).until(() -> fixture.ask("direct:greet-you").equals("goodbye you"));
        fixture.delete("t.xml");
        fixture.awaitState("a.xml", State.PENDING);
        assertThat(fixture.route("from-a")).isNull();
        fixture.write("t.xml", TEMPLATE.formatted("back"));
        fixture.awaitState("a.xml", State.LOADED);
        assertThat(fixture.ask("direct:greet-you")).isEqualTo("back you");
    }
}

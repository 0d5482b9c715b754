package com.aqwacloud.sync.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.RouteFile.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComponentsComeAndGoTest {

    private static final String SCHEME = "visitor";

    @TempDir Path folder;
    private RoutesFixture fixture;

    /** A component that is not on the class path by its name. */
    public static class Visitor extends DefaultComponent {

        String greeting() {
            return "hello";
        }

        @Override
        protected Endpoint createEndpoint(String uri, String rest, Map<String, Object> parameters) {
            return new DefaultEndpoint(uri, this) {
                @Override
                public Producer createProducer() {
                    return new DefaultProducer(this) {
                        @Override
                        public void process(Exchange exchange) {
                            exchange.getMessage().setBody(greeting());
                        }
                    };
                }

                @Override
                public Consumer createConsumer(Processor processor) {
                    throw new UnsupportedOperationException("only a producer");
                }
            };
        }
    }

    /** Its next release. */
    public static class NewVisitor extends Visitor {
        @Override
        String greeting() {
            return "good day";
        }
    }

    /** Knows the component as a bundle's class loader would. */
    private static final class WithVisitor extends ClassLoader {

        private final Class<?> type;

        WithVisitor(Class<?> type) {
            super(WithVisitor.class.getClassLoader());
            this.type = type;
        }

        @Override
        protected URL findResource(String name) {
            return name.equals("META-INF/services/org/apache/camel/component/" + SCHEME)
                    ? descriptor()
                    : null;
        }

        private URL descriptor() {
            try {
                Path file = Files.createTempFile("visitor", null);
                file.toFile().deleteOnExit();
                Files.writeString(file, "class=" + type.getName());
                return file.toUri().toURL();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @BeforeEach
    void prepare() {
        fixture = new RoutesFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aFileWaitsForItsComponentAndStopsWhenThatLeaves() throws Exception {
        fixture.write("a.xml", RoutesFixture.steps("a", "direct:a", "<to uri=\"visitor:x\"/>"));
        fixture.write("b.xml", RoutesFixture.answering("b", "direct:b", "steady"));
        fixture.start();
        assertThat(fixture.file("a.xml").state()).isEqualTo(State.PENDING);
        assertThat(fixture.file("a.xml").error()).contains("visitor");
        var steady = fixture.file("b.xml").loadedAt();

        fixture.runtime.componentsChanged(new WithVisitor(Visitor.class));
        assertThat(fixture.file("a.xml").state()).isEqualTo(State.LOADED);
        assertThat(fixture.ask("direct:a")).isEqualTo("hello");

        fixture.runtime.componentsChanged(new WithVisitor(NewVisitor.class));
        assertThat(fixture.ask("direct:a")).isEqualTo("good day");

        fixture.runtime.componentsChanged(getClass().getClassLoader());
        assertThat(fixture.file("a.xml").state()).isEqualTo(State.PENDING);
        assertThat(fixture.file("a.xml").routes()).isEmpty();
        assertThat(fixture.route("a")).isNull();
        assertThat(fixture.runtime.context().getComponentNames()).doesNotContain("visitor");
        assertThat(fixture.runtime.context().getEndpoints())
                .noneMatch(endpoint -> endpoint.getEndpointUri().startsWith("visitor"));

        fixture.runtime.componentsChanged(new WithVisitor(Visitor.class));
        assertThat(fixture.ask("direct:a")).isEqualTo("hello");
        assertThat(fixture.file("b.xml").loadedAt()).isEqualTo(steady);
        assertThat(fixture.ask("direct:b")).isEqualTo("steady");
    }
}

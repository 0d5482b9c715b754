package com.aqwacloud.camel.component.microsoft.onedrive;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.test.junit6.CamelTestSupport;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;

/** A Camel context whose component, found by its service file, talks to a stub. */
abstract class OneDriveTestSupport extends CamelTestSupport {

    protected static final String ITEM =
            "{'id':'I1','name':'a.txt','size':3,'eTag':'e1','unknown':{'x':1},'file':{'hashes':{'quickXorHash':'Q'}}}";

    protected final GraphStub graph = new GraphStub();
    protected final AtomicInteger rejected = new AtomicInteger();
    protected final List<String> accepted = new CopyOnWriteArrayList<>();

    /** Gives "good"; after a rejection "better". */
    protected final AccessTokenSupplier tokens =
            new AccessTokenSupplier() {
                @Override
                public String accessToken() {
                    return rejected.get() == 0 ? "good" : "better";
                }

                @Override
                public void rejected(String token) {
                    rejected.incrementAndGet();
                }

                @Override
                public void accepted(String token) {
                    accepted.add(token);
                }
            };

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        MicrosoftOneDriveConfiguration options =
                context.getComponent("microsoft-onedrive", MicrosoftOneDriveComponent.class)
                        .getConfiguration();
        options.setBaseUrl(graph.baseUrl());
        options.setAccessTokenSupplier(tokens);
        options.setUploadRetryDelay(1);
        options.setCopyPollDelay(1);
        configure(options);
        return context;
    }

    protected void configure(MicrosoftOneDriveConfiguration options) {}

    @AfterEach
    void stopStub() {
        graph.close();
    }

    /** Sends to the endpoint; gives the exchange, or throws what went wrong. */
    protected Exchange send(String endpoint, Object body, Map<String, Object> headers)
            throws Exception {
        Exchange exchange =
                template.request(
                        "microsoft-onedrive:" + endpoint,
                        out -> {
                            out.getMessage().setBody(body);
                            headers.forEach(
                                    (name, value) ->
                                            out.getMessage()
                                                    .setHeader(
                                                            "CamelMicrosoftOneDrive" + name,
                                                            value));
                        });
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        return exchange;
    }

    protected <T extends Throwable> T failure(
            Class<T> type, String endpoint, Object body, Map<String, Object> headers) {
        Throwable thrown = Assertions.catchThrowable(() -> send(endpoint, body, headers));
        if (thrown instanceof CamelExecutionException) {
            thrown = thrown.getCause();
        }
        Assertions.assertThat(thrown).isInstanceOf(type);
        return type.cast(thrown);
    }
}

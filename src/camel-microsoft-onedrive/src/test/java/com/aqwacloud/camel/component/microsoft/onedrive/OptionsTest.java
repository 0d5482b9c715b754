package com.aqwacloud.camel.component.microsoft.onedrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest extends OneDriveTestSupport {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fragmentSize=1000|fragmentSize",
                "fragmentSize=0|fragmentSize",
                "fragmentSize=62914560|fragmentSize",
                "fragmentSize=-327680|fragmentSize",
                "simpleUploadLimit=-1|simpleUploadLimit",
                "simpleUploadLimit=250000001|simpleUploadLimit",
                "uploadAttempts=-1|uploadAttempts",
                "top=-1|top",
                "requestTimeout=0|requestTimeout",
                "idleTimeout=0|idleTimeout",
                "copyPollDelay=0|copyPollDelay",
                "baseUrl=graph|baseUrl",
                "baseUrl=ftp://host/v1.0|baseUrl",
                "baseUrl=https://user:secret@host/v1.0|baseUrl",
                "conflictBehavior=maybe|maybe",
                "noSuchOption=1|noSuchOption"
            })
    void anImpossibleOptionIsNamed(String option, String name) {
        assertThatThrownBy(() -> context.getEndpoint("microsoft-onedrive:upload?" + option))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .rootCause()
                .message()
                .satisfiesAnyOf(
                        message -> assertThat(message).contains(name),
                        message -> assertThat(name).isEqualTo("noSuchOption"));
    }

    @Test
    void theLargestFragmentIsTaken() {
        int largest = 191 * 327_680;
        assertThat(context.getEndpoint("microsoft-onedrive:upload?fragmentSize=" + largest))
                .isNotNull();
    }

    @Test
    void anUnknownOperationIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> context.getEndpoint("microsoft-onedrive:format"))
                .rootCause()
                .hasMessageContaining("format");
    }

    @Test
    void onlyChangesCanBeConsumed() {
        Endpoint endpoint = context.getEndpoint("microsoft-onedrive:get");
        assertThatThrownBy(() -> endpoint.createConsumer(exchange -> {}))
                .hasMessageContaining("delta");
    }

    @Test
    void aClientThatFollowsRedirectsWouldGiveTheTokenAway() {
        HttpClient follower =
                HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
        context.getRegistry().bind("follower", follower);
        assertThatThrownBy(() -> context.getEndpoint("microsoft-onedrive:get?httpClient=#follower"))
                .rootCause()
                .hasMessageContaining("httpClient");
    }

    @Test
    void withoutTokensThereIsNoEndpoint() throws Exception {
        try (var empty = new DefaultCamelContext()) {
            empty.start();
            assertThatThrownBy(() -> empty.getEndpoint("microsoft-onedrive:get"))
                    .rootCause()
                    .hasMessageContaining("accessTokenSupplier");
        }
    }

    @Test
    void theOnlySupplierOfTheRegistryIsTakenByItself() throws Exception {
        try (var fresh = new DefaultCamelContext()) {
            fresh.getRegistry().bind("tokens", AccessTokenSupplier.class, tokens);
            fresh.start();
            var endpoint =
                    fresh.getEndpoint("microsoft-onedrive:get", MicrosoftOneDriveEndpoint.class);
            assertThat(endpoint.getConfiguration().getAccessTokenSupplier()).isSameAs(tokens);
        }
    }

    @Test
    void anEndpointDoesNotChangeItsNeighbour() {
        var one =
                context.getEndpoint(
                        "microsoft-onedrive:get?driveId=1", MicrosoftOneDriveEndpoint.class);
        var two = context.getEndpoint("microsoft-onedrive:get", MicrosoftOneDriveEndpoint.class);
        assertThat(one.getConfiguration().getDriveId()).isEqualTo("1");
        assertThat(two.getConfiguration().getDriveId()).isNull();
        assertThat(one.getServiceMetadata()).isEqualTo(Map.of("driveId", "1"));
    }

    @Test
    void aTokenThatIsNoneIsNotQuoted() {
        context.getRegistry()
                .bind("odd", AccessTokenSupplier.class, (AccessTokenSupplier) () -> "se\ncret");
        var failure =
                failure(
                        IllegalStateException.class,
                        "get?accessTokenSupplier=#odd",
                        null,
                        Map.of("ItemId", "I1"));
        assertThat(failure).hasMessageNotContaining("cret").hasNoCause();
    }

    @Test
    void aSecretAddressIsNotShown() {
        assertThat(PreAuthenticatedUrl.of("https://up.example/x?key=1"))
                .hasToString("https://up.example/(secret)");
        assertThatThrownBy(() -> PreAuthenticatedUrl.of("https://up example/x?key=1"))
                .hasMessageNotContaining("key")
                .hasNoCause();
        assertThatThrownBy(() -> PreAuthenticatedUrl.of("up?key=1")).hasMessageNotContaining("key");
    }
}

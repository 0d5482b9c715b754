package com.aqwacloud.sync.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.Cloud;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class AccountsConfigTest {
    private static Map<String, String> real() {
        var values = new HashMap<String, String>();
        values.put("google.cloud", "google");
        values.put("google.client-id", "id-g");
        values.put("google.client-secret", "secret-g");
        values.put("google.refresh-token", "refresh-g");
        values.put("onedrive.cloud", "onedrive");
        values.put("onedrive.client-id", "id-o");
        values.put("onedrive.refresh-token", "refresh-o");
        return values;
    }

    private static String problem(AccountsConfig config, String account) {
        return config.find(account).orElseThrow().problem().orElseThrow();
    }

    @Test
    void realEndpointsAreTheDefault() {
        var config = AccountsConfig.parse(real());

        var google = config.find("google").orElseThrow().settings().orElseThrow();
        assertThat(google.apiRoot()).hasToString("https://www.googleapis.com/");
        assertThat(google.tokenUri()).hasToString("https://oauth2.googleapis.com/token");
        assertThat(google.clientSecret()).isEqualTo("secret-g");
        var onedrive = config.find("onedrive").orElseThrow().settings().orElseThrow();
        assertThat(onedrive.apiRoot()).hasToString("https://graph.microsoft.com/v1.0");
        assertThat(onedrive.tokenUri())
                .hasToString("https://login.microsoftonline.com/common/oauth2/v2.0/token");
        assertThat(onedrive.clientSecret()).isNull();
        assertThat(onedrive.scope()).isEqualTo("Files.ReadWrite.All offline_access User.Read");
        assertThat(config.problems()).isEmpty();
    }

    @Test
    void theSandboxNeedsNoSecretsAndListensWhereItIsSaid() {
        var config =
                AccountsConfig.parse(
                        Map.of(
                                "google.cloud", "google",
                                "google.endpoint", "sandbox",
                                "onedrive.cloud", "onedrive",
                                "onedrive.endpoint", "sandbox",
                                "onedrive.tenant", "consumers",
                                "sandbox.port", 4711));

        var google = config.find("google").orElseThrow().settings().orElseThrow();
        assertThat(google.apiRoot()).hasToString("http://127.0.0.1:4711/");
        assertThat(google.tokenUri()).hasToString("http://127.0.0.1:4711/token");
        assertThat(google.refreshToken()).isEqualTo("sandbox");
        var onedrive = config.find("onedrive").orElseThrow().settings().orElseThrow();
        assertThat(onedrive.apiRoot()).hasToString("http://127.0.0.1:4711/v1.0");
        assertThat(onedrive.tokenUri())
                .hasToString("http://127.0.0.1:4711/consumers/oauth2/v2.0/token");
    }

    @Test
    void theSandboxListensOn3002UnlessSaid() {
        var config =
                AccountsConfig.parse(
                        Map.of("google.cloud", "google", "google.endpoint", "sandbox"));

        assertThat(config.find("google").orElseThrow().settings().orElseThrow().apiRoot())
                .hasToString("http://127.0.0.1:3002/");
    }

    @Test
    void aMistakeNamesFileAndKeyAndHarmsNoOtherAccount() {
        var values = real();
        values.put("google.cloud", "gogle");

        var config = AccountsConfig.parse(values);

        assertThat(problem(config, "google"))
                .isEqualTo(
                        "etc/aqwa.accounts.cfg: google.cloud must be google or onedrive, not"
                                + " \"gogle\".");
        assertThat(config.find("onedrive").orElseThrow().settings()).isPresent();
    }

    @Test
    void aMissingSecretIsNamed() {
        var values = real();
        values.put("google.refresh-token", "  ");

        assertThat(problem(AccountsConfig.parse(values), "google"))
                .startsWith("etc/aqwa.accounts.cfg: google.refresh-token is missing");
    }

    @Test
    void anUnknownKeyIsNamed() {
        var values = real();
        values.put("google.clientid", "x");

        assertThat(problem(AccountsConfig.parse(values), "google"))
                .startsWith("etc/aqwa.accounts.cfg: google.clientid is no account setting; known");
    }

    @Test
    void aTypoInTheAccountsNameIsAnAccountWithoutCloud() {
        var values = real();
        values.put("gogle.client-id", "x");

        assertThat(problem(AccountsConfig.parse(values), "gogle"))
                .startsWith("etc/aqwa.accounts.cfg: gogle.cloud is missing");
    }

    @Test
    void aWrongEndpointIsNamed() {
        var values = real();
        values.put("onedrive.endpoint", "$[env:X]");

        var config = AccountsConfig.parse(values);

        assertThat(problem(config, "onedrive"))
                .startsWith("etc/aqwa.accounts.cfg: onedrive.endpoint must be real or sandbox");
        assertThat(config.find("onedrive").orElseThrow().cloud()).isEqualTo(Cloud.ONEDRIVE);
    }

    @Test
    void aTenantThatCouldChangeTheAddressIsRefused() {
        var values = real();
        values.put("onedrive.tenant", "../evil");

        assertThat(problem(AccountsConfig.parse(values), "onedrive"))
                .startsWith("etc/aqwa.accounts.cfg: onedrive.tenant must be");
    }

    @Test
    void aWrongSandboxPortHarmsOnlyAccountsInTheSandbox() {
        var values = real();
        values.put("play.cloud", "google");
        values.put("play.endpoint", "sandbox");
        values.put("sandbox.port", "99999");

        var config = AccountsConfig.parse(values);

        String sentence =
                "etc/aqwa.accounts.cfg: sandbox.port must be a port from 1 to 65535, not"
                        + " \"99999\".";
        assertThat(problem(config, "play")).isEqualTo(sentence);
        assertThat(config.problems()).containsExactly(sentence);
        assertThat(config.find("google").orElseThrow().settings()).isPresent();
    }

    @Test
    void keysThatBelongToNoAccountAreProblems() {
        var values = real();
        values.put("Google.cloud", "google");
        values.put("sandbox.cloud", "google");
        values.put("lonely", "x");

        assertThat(AccountsConfig.parse(values).problems())
                .hasSize(3)
                .anyMatch(sentence -> sentence.contains("Google.cloud"))
                .anyMatch(sentence -> sentence.contains("sandbox.cloud"))
                .anyMatch(sentence -> sentence.contains("lonely"));
    }

    @Test
    void keysOfTheContainerAreNoneOfOurs() {
        var values = real();
        values.put("service.pid", "aqwa.accounts");
        values.put("felix.fileinstall.filename", "file:/etc/aqwa.accounts.cfg");
        values.put("component.name", "x");

        var config = AccountsConfig.parse(values);

        assertThat(config.problems()).isEmpty();
        assertThat(config.accounts()).hasSize(2);
    }

    @Test
    void nothingPrintsASecret() {
        var config = AccountsConfig.parse(real());

        assertThat(config.toString())
                .doesNotContain("secret-g")
                .doesNotContain("refresh-g")
                .doesNotContain("refresh-o");
    }

    @Test
    void theShippedFileHasBothAccountsAndOnlyKnownKeys() throws IOException {
        var shipped = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("../../etc/aqwa.accounts.cfg"))) {
            shipped.load(reader);
        }
        var values = new HashMap<String, String>();
        shipped.stringPropertyNames()
                .forEach(
                        key ->
                                values.put(
                                        key,
                                        shipped.getProperty(key)
                                                .replaceAll("\\$\\{env:\\w+:-(\\w+)}", "$1")));

        var config = AccountsConfig.parse(values);
        assertThat(config.problems()).isEmpty();
        assertThat(problem(config, "google")).contains("google.client-id is missing");
        assertThat(problem(config, "onedrive")).contains("onedrive.client-id is missing");

        values.put("google.endpoint", "sandbox");
        values.put("onedrive.endpoint", "sandbox");
        assertThat(AccountsConfig.parse(values).accounts())
                .allMatch(account -> account.settings().isPresent());
    }
}

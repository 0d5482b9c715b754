package com.aqwacloud.sync.internal.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.client.http.GenericUrl;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenHostsTest {
    @ParameterizedTest
    @CsvSource({
        "https://www.googleapis.com/drive/v3/files, true",
        "https://docs.google.com/spreadsheets/export?id=x, true",
        "http://docs.google.com/spreadsheets/export?id=x, false",
        "https://docs.google.com:8443/x, false",
        "https://docs.google.com.example.org/x, false",
        "https://accounts.google.com/signin, false",
        "http://www.googleapis.com/drive/v3/files, false"
    })
    void theTokenOfGoogleGoesToItsApiAndItsExportLinksOnly(String url, boolean expected) {
        var hosts = new TokenHosts(URI.create("https://www.googleapis.com"));

        assertThat(hosts.mayHave(new GenericUrl(url))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:3002/drive/v3/export/x, true",
        "http://127.0.0.1:3003/drive/v3/export/x, false",
        "https://docs.google.com/spreadsheets/export?id=x, false"
    })
    void theTokenOfAnotherApiStaysThere(String url, boolean expected) {
        var hosts = new TokenHosts(URI.create("http://127.0.0.1:3002"));

        assertThat(hosts.mayHave(new GenericUrl(url))).isEqualTo(expected);
    }
}

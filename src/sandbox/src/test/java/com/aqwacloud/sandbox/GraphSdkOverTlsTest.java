package com.aqwacloud.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/** The same over TLS, as Microsoft's SDK talks to Graph. */
class GraphSdkOverTlsTest extends GraphSdkTest {

    @Override
    String url(Clouds clouds, String path) {
        return clouds.secureUrl(path);
    }

    @Override
    OkHttpClient.Builder trusting(OkHttpClient.Builder builder, Clouds clouds) {
        try {
            byte[] authority = Files.readAllBytes(clouds.authority());
            X509TrustManager manager = Trust.manager(authority);
            return builder.sslSocketFactory(Trust.in(authority).getSocketFactory(), manager);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

package com.aqwacloud.sandbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Clients that trust one authority, and no other. */
final class Trust {

    private Trust() {}

    static SSLContext in(Path authority) throws IOException, GeneralSecurityException {
        return in(Files.readAllBytes(authority));
    }

    static SSLContext in(byte[] authority) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {manager(authority)}, null);
        return context;
    }

    static X509TrustManager manager(byte[] authority) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null);
        trusted.setCertificateEntry(
                "ca",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(authority)));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        return (X509TrustManager) trust.getTrustManagers()[0];
    }

    /** Goes through the sandbox as its proxy, and trusts its authority. */
    static HttpClient.Builder through(Sandbox sandbox)
            throws IOException, GeneralSecurityException {
        return HttpClient.newBuilder()
                .proxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", sandbox.port())))
                .sslContext(in(sandbox.authorityFile().orElseThrow()));
    }
}

package com.aqwacloud.bench.contender;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;

/** Whom Java is to trust, and no one else. */
record TrustStore(Path file) {

    private static final String PASSWORD = "changeit";

    /**
     * Writes one.
     *
     * @param authority the certificate of the only authority in it, as PEM
     */
    static TrustStore of(Path authority, Path file) throws IOException {
        try (InputStream pem = Files.newInputStream(authority);
                OutputStream out = Files.newOutputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            store.store(out, PASSWORD.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IOException("No trust store could be made of " + authority, e);
        }
        return new TrustStore(file);
    }

    /** What has a Java process use it. */
    String options() {
        return "-Djavax.net.ssl.trustStore="
                + file
                + " -Djavax.net.ssl.trustStorePassword="
                + PASSWORD;
    }
}

package com.aqwacloud.bench.contender;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;

/** Whom the distribution is to trust, and no one else: a file within it. */
final class TrustStore {

    /** Relative to the distribution: Java's options may have no spaces, and its folder may. */
    private static final String FILE = "etc/trust.p12";

    private static final String PASSWORD = "changeit";

    /** What has Java use it. */
    static final String OPTIONS =
            "-Djavax.net.ssl.trustStore="
                    + FILE
                    + " -Djavax.net.ssl.trustStorePassword="
                    + PASSWORD;

    private TrustStore() {}

    /**
     * Writes it.
     *
     * @param authority the certificate of the only authority in it, as PEM
     * @param base the folder of the distribution
     */
    static void write(Path authority, Path base) throws IOException {
        try (InputStream pem = Files.newInputStream(authority);
                OutputStream out = Files.newOutputStream(base.resolve(FILE))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            store.store(out, PASSWORD.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IOException("No trust store could be made of " + authority, e);
        }
    }
}

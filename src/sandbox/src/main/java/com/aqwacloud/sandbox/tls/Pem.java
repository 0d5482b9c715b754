package com.aqwacloud.sandbox.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Keys and certificates in files, in the text form that other programs read. */
final class Pem {

    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String KEY = "PRIVATE KEY";

    private Pem() {}

    static void write(X509Certificate certificate, Path file)
            throws IOException, GeneralSecurityException {
        write(text(CERTIFICATE, certificate.getEncoded()), file);
    }

    /** No one but the owner can read the file, at any time. */
    static void write(PrivateKey key, Path file) throws IOException {
        boolean posix = Files.getFileStore(file.getParent()).supportsFileAttributeView("posix");
        write(
                text(KEY, key.getEncoded()),
                file,
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0]);
    }

    /**
     * @throws GeneralSecurityException if the file holds no certificate
     */
    static X509Certificate readCertificate(Path file) throws IOException, GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
    }

    /**
     * @throws GeneralSecurityException if the file holds no key of this algorithm
     */
    static PrivateKey readKey(Path file, String algorithm)
            throws IOException, GeneralSecurityException {
        String base64 = Files.readString(file).replaceAll("-----[A-Z ]*-----", "");
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(base64);
            return KeyFactory.getInstance(algorithm)
                    .generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("No key in " + file, e);
        }
    }

    private static String text(String what, byte[] bytes) {
        byte[] newLine = {'\n'};
        return "-----BEGIN "
                + what
                + "-----\n"
                + Base64.getMimeEncoder(64, newLine).encodeToString(bytes)
                + "\n-----END "
                + what
                + "-----\n";
    }

    private static void write(String text, Path file, FileAttribute<?>... attributes)
            throws IOException {
        Path part = Files.createTempFile(file.getParent(), ".new", ".pem", attributes);
        try {
            Files.write(part, text.getBytes(StandardCharsets.US_ASCII));
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}

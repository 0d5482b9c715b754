package com.aqwacloud.sandbox.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.wildfly.security.x500.GeneralName;
import org.wildfly.security.x500.cert.AuthorityKeyIdentifierExtension;
import org.wildfly.security.x500.cert.BasicConstraintsExtension;
import org.wildfly.security.x500.cert.ExtendedKeyUsageExtension;
import org.wildfly.security.x500.cert.KeyUsage;
import org.wildfly.security.x500.cert.KeyUsageExtension;
import org.wildfly.security.x500.cert.SubjectAlternativeNamesExtension;
import org.wildfly.security.x500.cert.SubjectKeyIdentifierExtension;
import org.wildfly.security.x500.cert.X509CertificateBuilder;

/** Signs the certificates of one sandbox. Made once, and kept in a folder. */
final class CertificateAuthority {

    private static final String ALGORITHM = "EC";
    private static final String CURVE = "secp256r1";
    private static final String SIGNATURE = "SHA256withECDSA";
    private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";
    private static final Duration LIFE = Duration.ofDays(3650);

    /** With less than this left another authority is made, at a start. */
    private static final Duration LEAST = Duration.ofDays(400);

    /** Clocks differ, and clients are strict. */
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final X509Certificate certificate;
    private final PrivateKey key;
    private final Clock clock;

    private CertificateAuthority(X509Certificate certificate, PrivateKey key, Clock clock) {
        this.certificate = certificate;
        this.key = key;
        this.clock = clock;
    }

    /**
     * The authority whose certificate is in {@code ca.pem} of the folder; made if it is not there
     * or near its end.
     *
     * @throws IOException if the files can't be used, naming which
     */
    static CertificateAuthority open(Path folder, Clock clock)
            throws IOException, GeneralSecurityException {
        Files.createDirectories(folder);
        Path certificateFile = certificateFile(folder);
        Path keyFile = folder.resolve("ca.key.pem");
        if (Files.exists(certificateFile) && Files.exists(keyFile)) {
            try {
                X509Certificate certificate = Pem.readCertificate(certificateFile);
                PrivateKey key = Pem.readKey(keyFile, ALGORITHM);
                Instant end = certificate.getNotAfter().toInstant();
                if (clock.instant().plus(LEAST).isBefore(end)) {
                    return new CertificateAuthority(certificate, key, clock);
                }
            } catch (GeneralSecurityException e) {
                throw new IOException(
                        certificateFile + " and " + keyFile + " are damaged; remove them", e);
            }
        }
        CertificateAuthority made = make(clock);
        Pem.write(made.key, keyFile);
        Pem.write(made.certificate, certificateFile);
        return made;
    }

    static Path certificateFile(Path folder) {
        return folder.resolve("ca.pem");
    }

    static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
        generator.initialize(new ECGenParameterSpec(CURVE));
        return generator.generateKeyPair();
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** A certificate for a server that is known by each of these names. */
    X509Certificate sign(PublicKey server, List<GeneralName> names, Duration life)
            throws GeneralSecurityException {
        return builder(clock, life)
                .setSubjectDn(new X500Principal("CN=localhost, O=AqwaCloud sandbox"))
                .setIssuerDn(certificate.getSubjectX500Principal())
                .setPublicKey(server)
                .setSigningKey(key)
                .addExtension(new BasicConstraintsExtension(true, false, -1))
                .addExtension(new KeyUsageExtension(true, KeyUsage.digitalSignature))
                .addExtension(new ExtendedKeyUsageExtension(false, List.of(SERVER_AUTHENTICATION)))
                .addExtension(new SubjectAlternativeNamesExtension(false, names))
                .addExtension(new SubjectKeyIdentifierExtension(identifier(server)))
                .addExtension(
                        new AuthorityKeyIdentifierExtension(
                                identifier(certificate.getPublicKey()), null, null))
                .build();
    }

    private static CertificateAuthority make(Clock clock) throws GeneralSecurityException {
        KeyPair keys = newKeys();
        // Two sandboxes whose authorities a client trusts must not be taken for each other.
        X500Principal name =
                new X500Principal(
                        "CN=AqwaCloud sandbox "
                                + Integer.toHexString(RANDOM.nextInt())
                                + ", O=AqwaCloud sandbox");
        X509Certificate certificate =
                builder(clock, LIFE)
                        .setSubjectDn(name)
                        .setIssuerDn(name)
                        .setPublicKey(keys.getPublic())
                        .setSigningKey(keys.getPrivate())
                        .addExtension(new BasicConstraintsExtension(true, true, 0))
                        .addExtension(
                                new KeyUsageExtension(true, KeyUsage.keyCertSign, KeyUsage.cRLSign))
                        .addExtension(
                                new SubjectKeyIdentifierExtension(identifier(keys.getPublic())))
                        .build();
        return new CertificateAuthority(certificate, keys.getPrivate(), clock);
    }

    private static X509CertificateBuilder builder(Clock clock, Duration life) {
        ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC).withNano(0);
        return new X509CertificateBuilder()
                .setSerialNumber(new BigInteger(127, RANDOM).add(BigInteger.ONE))
                .setSignatureAlgorithmName(SIGNATURE)
                .setNotValidBefore(now.minus(CLOCK_SKEW))
                .setNotValidAfter(now.plus(life));
    }

    private static byte[] identifier(PublicKey key) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-1").digest(key.getEncoded());
    }
}

package com.aqwacloud.sandbox.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.wildfly.security.x500.GeneralName;

/**
 * What the server shows for itself: one key, and a certificate that is renewed before it ends, also
 * while the sandbox runs. Thread-safe.
 */
final class ServerIdentity extends X509ExtendedKeyManager {

    /** Clients refuse certificates that are good for much longer. */
    static final Duration LIFE = Duration.ofDays(397);

    private static final Duration RENEW_BEFORE_END = Duration.ofDays(30);
    private static final String ALIAS = "sandbox";

    private final CertificateAuthority authority;
    private final KeyPair keys;
    private final List<GeneralName> names;
    private final Clock clock;
    private volatile X509Certificate certificate;

    ServerIdentity(CertificateAuthority authority, List<GeneralName> names, Clock clock)
            throws GeneralSecurityException {
        this.authority = authority;
        this.keys = CertificateAuthority.newKeys();
        this.names = names;
        this.clock = clock;
        this.certificate = authority.sign(keys.getPublic(), names, LIFE);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        X509Certificate current = certificate;
        if (current.getNotAfter().toInstant().minus(RENEW_BEFORE_END).isBefore(clock.instant())) {
            try {
                // The key stays: who has seen the old certificate may go on with it.
                current = authority.sign(keys.getPublic(), names, LIFE);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("It has been signed before", e);
            }
            certificate = current;
        }
        return new X509Certificate[] {current, authority.certificate()};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return keys.getPrivate();
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return keyType.startsWith(keys.getPrivate().getAlgorithm()) ? ALIAS : null;
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return chooseEngineServerAlias(keyType, issuers, null);
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return new String[] {ALIAS};
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return null;
    }
}

package com.aqwacloud.sandbox.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.wildfly.security.x500.GeneralName;

/**
 * What a sandbox needs to speak TLS under this machine's names and those of both clouds.
 *
 * @param context holds the server's key
 * @param authority the certificate that clients have to trust, as PEM
 */
public record Tls(SSLContext context, Path authority) {

    /**
     * @param folder where the authority is kept; made with it if not there
     * @param host what else the server is known as: a name or an address
     * @throws IOException if the folder can't be used
     */
    public static Tls open(Path folder, String host, Clock clock) throws IOException {
        try {
            CertificateAuthority authority = CertificateAuthority.open(folder, clock);
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManager identity = new ServerIdentity(authority, names(host), clock);
            context.init(new KeyManager[] {identity}, null, null);
            return new Tls(context, CertificateAuthority.certificateFile(folder));
        } catch (GeneralSecurityException e) {
            throw new IOException("No certificate could be made in " + folder, e);
        }
    }

    private static List<GeneralName> names(String host) {
        List<GeneralName> names = new ArrayList<>();
        Stream.concat(CloudHosts.PATTERNS.stream(), CloudHosts.ADDRESSES.stream())
                .map(Tls::name)
                .forEach(names::add);
        if (!host.isBlank() && !CloudHosts.include(host)) {
            names.add(name(host));
        }
        return names;
    }

    private static GeneralName name(String host) {
        boolean address = host.indexOf(':') >= 0 || host.matches("[0-9.]+");
        return address ? new GeneralName.IPAddress(host) : new GeneralName.DNSName(host);
    }
}

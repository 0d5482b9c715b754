package com.aqwacloud.sandbox;

import com.aqwacloud.sandbox.control.Problem;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** {@code /sandbox/ca.pem}: what a client has to trust to come by TLS. */
final class AuthorityEndpoint {

    private final Path certificate;

    AuthorityEndpoint(Path certificate) {
        this.certificate = certificate;
    }

    Reply handle(Call call) throws IOException {
        if (!call.method().equals("GET")) {
            return Problem.notAllowed("GET");
        }
        return new Reply(
                200,
                Map.of("Content-Disposition", "attachment; filename=\"aqwa-sandbox-ca.pem\""),
                new Reply.Bytes(Files.readAllBytes(certificate), "application/x-pem-file"));
    }
}

package com.aqwacloud.itests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;

/** Signs in to the console over SSH for each command, as a script on another machine does. */
final class RemoteConsole implements AutoCloseable {
    private static final Duration SIGN_IN_AT_MOST = Duration.ofSeconds(30);
    private static final Duration COMMAND_AT_MOST = Duration.ofSeconds(60);

    private final Distribution aqwa;
    private final SshClient client = SshClient.setUpDefaultClient();

    RemoteConsole(Distribution aqwa) {
        this.aqwa = aqwa;
        // A key made by the first start of a throw-away installation: nothing to compare it with.
        client.setServerKeyVerifier((connecting, address, key) -> true);
        client.start();
    }

    /** Runs one command; its output has both streams, without colours. */
    Commands.Result run(String command) throws IOException {
        try (var session =
                client.connect("aqwa", "127.0.0.1", aqwa.sshPort())
                        .verify(SIGN_IN_AT_MOST)
                        .getSession()) {
            session.addPasswordIdentity(aqwa.consolePassword());
            session.auth().verify(SIGN_IN_AT_MOST);
            return run(session, command);
        }
    }

    private static Commands.Result run(ClientSession session, String command) throws IOException {
        try (var channel = session.createExecChannel(command);
                var output = new ByteArrayOutputStream()) {
            channel.setOut(output);
            channel.setErr(output);
            channel.open().verify(SIGN_IN_AT_MOST);
            var events = channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), COMMAND_AT_MOST);
            String text = output.toString(UTF_8).replaceAll("\u001b\\[[0-9;]*m", "");
            if (events.contains(ClientChannelEvent.TIMEOUT)) {
                throw new AssertionError(command + " took too long:\n" + text);
            }
            Integer status = channel.getExitStatus();
            return new Commands.Result(status == null ? -1 : status, text);
        }
    }

    @Override
    public void close() {
        client.stop();
    }
}

package com.aqwacloud.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.future.AuthFuture;
import org.apache.sshd.client.session.ClientSession;

/** Signs in to the console over SSH for each command, as a script on another machine does. */
final class RemoteConsole implements AutoCloseable {
    private static final Duration SIGN_IN_AT_MOST = Duration.ofSeconds(30);
    private static final Duration COMMAND_AT_MOST = Duration.ofSeconds(60);

    /** Where the password is read at each command. */
    interface Password {
        String get() throws IOException;
    }

    private final int port;
    private final String user;
    private final Password password;
    private final SshClient client = SshClient.setUpDefaultClient();

    /** As the user that the first start makes. */
    RemoteConsole(Distribution aqwa) {
        this(aqwa.sshPort(), "aqwa", aqwa::consolePassword);
    }

    /** The console of any Karaf. */
    RemoteConsole(int port, String user, Password password) {
        this.port = port;
        this.user = user;
        this.password = password;
        // A key made by the first start of a throw-away installation: nothing to compare it with.
        client.setServerKeyVerifier((connecting, address, key) -> true);
        client.start();
    }

    /** Whether someone with that name and password may sign in. */
    boolean accepts(String name, String secret) throws IOException {
        try (var session =
                client.connect(name, "127.0.0.1", port).verify(SIGN_IN_AT_MOST).getSession()) {
            session.addPasswordIdentity(secret);
            AuthFuture answer = session.auth();
            assertThat(answer.await(SIGN_IN_AT_MOST)).as("an answer to " + name).isTrue();
            return answer.isSuccess();
        }
    }

    /** Runs one command; its output has both streams, without colours. */
    Commands.Result run(String command) throws IOException {
        try (var session =
                client.connect(user, "127.0.0.1", port).verify(SIGN_IN_AT_MOST).getSession()) {
            session.addPasswordIdentity(password.get());
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

package com.aqwacloud.sync.internal.google;

import com.aqwacloud.sync.api.Cloud;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.internal.account.AccountsConfig;
import com.aqwacloud.sync.internal.account.CloudAccount;
import com.aqwacloud.sync.internal.account.ConfiguredAccounts;
import com.aqwacloud.sync.internal.account.MemorySecrets;
import com.aqwacloud.sync.internal.account.ScriptedServer;
import com.aqwacloud.sync.internal.account.ScriptedServer.Reply;
import com.aqwacloud.sync.internal.account.ScriptedServer.Request;
import com.aqwacloud.sync.internal.account.ScriptedServer.Script;
import com.aqwacloud.sync.internal.quota.Governor;
import com.aqwacloud.sync.internal.quota.Governors;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A Drive whose answers the test decides, with an OAuth endpoint that always gives a new token. */
final class DriveFixture implements AutoCloseable {
    final ScriptedServer server;
    final Governors governors = new Governors(() -> SessionOptions.DEFAULTS);
    final ConfiguredAccounts accounts;

    private final AtomicInteger tokens = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();

    /** The script sees only requests to the Drive, numbered from 1. */
    DriveFixture(Script script) {
        server =
                new ScriptedServer(
                        (request, number) -> {
                            if (request.uri().getPath().equals("/token")) {
                                return Reply.json(
                                        200,
                                        "{\"access_token\":\"token-"
                                                + tokens.incrementAndGet()
                                                + "\",\"expires_in\":3600}");
                            }
                            return script.answer(request, calls.incrementAndGet());
                        });
        accounts =
                new ConfiguredAccounts(
                        AccountsConfig.parse(
                                Map.of(
                                        "google.cloud", "google",
                                        "google.endpoint", "sandbox",
                                        "second.cloud", "google",
                                        "second.endpoint", "sandbox",
                                        "onedrive.cloud", "onedrive",
                                        "onedrive.endpoint", "sandbox",
                                        "sandbox.port", server.port())),
                        new MemorySecrets(),
                        Clock.systemUTC());
    }

    CloudAccount account() {
        return accounts.find("google").orElseThrow();
    }

    Governor governor() {
        return governors.of(Cloud.GOOGLE, "google");
    }

    DriveComponents components() {
        return new DriveComponents(accounts.usable(), governors);
    }

    DriveContent content() {
        return components().content("google", "s1");
    }

    List<Request> requests() {
        return server.requests().stream()
                .filter(request -> !request.uri().getPath().equals("/token"))
                .toList();
    }

    static Reply refused(int status, String reason) {
        return Reply.json(
                status,
                "{\"error\":{\"code\":"
                        + status
                        + ",\"message\":\"m\",\"errors\":[{\"domain\":\"d\",\"reason\":\""
                        + reason
                        + "\",\"message\":\"m\"}]}}");
    }

    @Override
    public void close() {
        server.close();
    }
}

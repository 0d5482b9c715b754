package com.aqwacloud.sync.internal.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aqwacloud.sync.api.Account;
import com.aqwacloud.sync.api.AccountState;
import com.aqwacloud.sync.api.Cloud;
import com.aqwacloud.sync.api.NotFoundException;
import com.aqwacloud.sync.api.WrongStateException;
import com.aqwacloud.sync.internal.account.ScriptedServer.Reply;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfiguredAccountsTest {
    private static Map<String, String> sandbox(int port) {
        var values = new HashMap<String, String>();
        values.put("google.cloud", "google");
        values.put("google.endpoint", "sandbox");
        values.put("onedrive.cloud", "onedrive");
        values.put("onedrive.endpoint", "sandbox");
        values.put("sandbox.port", Integer.toString(port));
        return values;
    }

    private static ConfiguredAccounts accounts(Map<String, String> values) {
        return new ConfiguredAccounts(
                AccountsConfig.parse(values), new MemorySecrets(), Clock.systemUTC());
    }

    @Test
    void oneBadAccountLeavesTheOtherReady() {
        var values = sandbox(3002);
        values.put("onedrive.endpoint", "sandbx");

        var accounts = accounts(values);

        assertThat(accounts.list())
                .containsExactly(
                        new Account(
                                "google", Cloud.GOOGLE, "sandbox", AccountState.READY, null, null),
                        new Account(
                                "onedrive",
                                Cloud.ONEDRIVE,
                                "sandbx",
                                AccountState.MISCONFIGURED,
                                "etc/aqwa.accounts.cfg: onedrive.endpoint must be real or sandbox,"
                                        + " not \"sandbx\".",
                                null));
        assertThat(accounts.usable()).extracting(CloudAccount::name).containsExactly("google");
        assertThatThrownBy(() -> accounts.require("onedrive", Cloud.ONEDRIVE))
                .isInstanceOf(WrongStateException.class)
                .hasMessageContaining("onedrive.endpoint");
    }

    @Test
    void anAccountOfTheOtherCloudIsRefused() {
        var accounts = accounts(sandbox(3002));

        assertThat(accounts.require("google", Cloud.GOOGLE).name()).isEqualTo("google");
        assertThatThrownBy(() -> accounts.require("google", Cloud.ONEDRIVE))
                .isInstanceOf(WrongStateException.class)
                .hasMessage("Account \"google\" is no OneDrive account.");
        assertThatThrownBy(() -> accounts.require("nobody", Cloud.GOOGLE))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void aRefusedSignInShowsInTheList() {
        try (var server =
                new ScriptedServer(
                        (request, number) -> Reply.json(400, "{\"error\":\"invalid_grant\"}"))) {
            var accounts = accounts(sandbox(server.port()));

            assertThatThrownBy(() -> accounts.find("google").orElseThrow().tokens().token())
                    .isInstanceOf(ReauthorizationRequiredException.class);

            assertThat(accounts.list().get(0).state()).isEqualTo(AccountState.RECONNECT);
            assertThat(accounts.list().get(0).message()).contains("sign in again");
            assertThat(accounts.list().get(1).state()).isEqualTo(AccountState.READY);
        }
    }

    @Test
    void aNewConfigurationKeepsTheTokensOfUnchangedAccounts() {
        var values = sandbox(3002);
        var accounts = accounts(values);
        var google = accounts.find("google").orElseThrow();
        var onedrive = accounts.find("onedrive").orElseThrow();

        values.put("onedrive.tenant", "consumers");
        accounts.configure(AccountsConfig.parse(values));

        assertThat(accounts.find("google").orElseThrow()).isSameAs(google);
        assertThat(accounts.find("onedrive").orElseThrow()).isNotSameAs(onedrive);
    }
}

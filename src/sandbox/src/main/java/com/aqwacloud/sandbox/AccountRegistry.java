package com.aqwacloud.sandbox;

import com.aqwacloud.sandbox.account.Account;
import com.aqwacloud.sandbox.account.Accounts;
import com.aqwacloud.sandbox.account.Cloud;
import com.aqwacloud.sandbox.account.DriveKind;
import com.aqwacloud.sandbox.http.AccountNames;
import com.aqwacloud.sandbox.http.Call;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** All accounts of all clouds, none in another's folder. Thread-safe. */
final class AccountRegistry implements AccountNames {

    private final List<OpenCloud<?>> clouds;

    AccountRegistry(List<? extends OpenCloud<?>> clouds) {
        this.clouds = List.copyOf(clouds);
    }

    List<Account> all() {
        return clouds.stream().flatMap(cloud -> cloud.accounts().stream()).toList();
    }

    List<OpenCloud<?>> clouds() {
        return clouds;
    }

    /** The cloud, if it is one of this sandbox. */
    Optional<OpenCloud<?>> cloud(String id) {
        return clouds.stream().filter(cloud -> cloud.cloud().id().equals(id)).findFirst();
    }

    @Override
    public String of(String cloud, Call call) {
        return cloud(cloud).map(open -> open.account(call)).orElse(UNKNOWN);
    }

    /**
     * Opens a further account.
     *
     * @param folder {@code null} for one beside that of the cloud's first account
     * @param kind {@code null} for that of the cloud's first account
     * @param remember whether it is to be there after a restart
     * @throws IllegalArgumentException naming what makes no sense
     * @throws IOException if the folder can't be used
     */
    synchronized Account open(Cloud id, String name, Path folder, DriveKind kind, boolean remember)
            throws IOException {
        OpenCloud<?> cloud =
                cloud(id.id())
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "cloud: " + id.id() + " has no folder here"));
        Account account = cloud.book().further(name, folder, kind);
        open(cloud, account);
        if (remember) {
            cloud.book().remember(account);
        }
        return account;
    }

    /** Opens those that were made at run time before; not those that are in the settings now. */
    synchronized void openRemembered() throws IOException {
        for (OpenCloud<?> cloud : clouds) {
            for (Account account : cloud.book().remembered()) {
                if (cloud.accounts().stream().noneMatch(o -> o.name().equals(account.name()))) {
                    open(cloud, account);
                }
            }
        }
    }

    private void open(OpenCloud<?> cloud, Account account) throws IOException {
        for (Account other : all()) {
            boolean sameName =
                    other.cloud() == account.cloud() && other.name().equals(account.name());
            if (sameName) {
                throw new NameTakenException(account.name());
            }
            if (Accounts.overlap(other, account)) {
                throw new IllegalArgumentException(
                        "folder: "
                                + account.folder()
                                + " overlaps with that of "
                                + other.name()
                                + " in "
                                + other.cloud().id());
            }
        }
        cloud.open(account);
    }

    /** There is an account of this name. */
    static final class NameTakenException extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        NameTakenException(String name) {
            super("name: " + name + " is taken");
        }
    }
}

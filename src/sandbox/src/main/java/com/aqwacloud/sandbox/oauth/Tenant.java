package com.aqwacloud.sandbox.oauth;

import com.aqwacloud.sandbox.account.Account;
import com.aqwacloud.sandbox.account.Cloud;
import com.aqwacloud.sandbox.account.DriveKind;

/**
 * Whose accounts may sign in at an address: the first part of Microsoft's.
 *
 * @param name {@code common}, {@code organizations}, {@code consumers}, or a directory's id or name
 */
record Tenant(String name) {

    /** The directory of all consumers. */
    static final String CONSUMERS = "9188040d-6c67-4c5b-b112-36a304b66dad";

    /** The directory of the accounts for work. */
    static final String WORK = "a9ac10d0-0000-4000-8000-000000000001";

    static Tenant of(String path) {
        return new Tenant(path.substring(1, path.indexOf('/', 1)));
    }

    boolean admits(Account account) {
        if (account.cloud() == Cloud.GOOGLE) {
            return true;
        }
        boolean personal = account.kind() == DriveKind.PERSONAL;
        return switch (name) {
            case "common" -> true;
            case "consumers", CONSUMERS -> personal;
            default -> !personal;
        };
    }

    /** The directory an account is in. */
    static String of(Account account) {
        return account.kind() == DriveKind.PERSONAL ? CONSUMERS : WORK;
    }
}

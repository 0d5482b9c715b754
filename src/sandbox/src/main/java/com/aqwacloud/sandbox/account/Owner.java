package com.aqwacloud.sandbox.account;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Who an account belongs to, as its cloud shows it.
 *
 * @param account the account's name
 */
public record Owner(String account) {

    /** The account that each cloud has. */
    public static final String DEFAULT = "sandbox";

    /** The part of an address that leads to an account where no token does. */
    public static final String PARAMETER = "account";

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");
    private static final BigInteger FIRST_PERMISSION_ID = new BigInteger("10000000000000000001");
    private static final BigInteger PERMISSION_IDS = BigInteger.TEN.pow(18);

    /** The owner of the account that each cloud has. */
    public static Owner first() {
        return new Owner(DEFAULT);
    }

    /** Whether an account can have this name. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /**
     * @throws IllegalArgumentException if no account can have this name
     */
    public static void check(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "name: \"" + name + "\" is not of 1 to 32 of the characters a-z 0-9 -");
        }
    }

    public boolean isFirst() {
        return account.equals(DEFAULT);
    }

    public String displayName() {
        return account.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + account.substring(1);
    }

    public String mail() {
        return account + "@aqwacloud.example";
    }

    /** The same for ever: a user's id in Graph. */
    public String userId() {
        return isFirst()
                ? "00000000-0000-0000-0000-000000000001"
                : UUID.nameUUIDFromBytes(mail().getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** The same for ever: a user's permission id in Drive, and its {@code sub} with Google. */
    public String permissionId() {
        if (isFirst()) {
            return FIRST_PERMISSION_ID.toString();
        }
        BigInteger number = new BigInteger(userId().replace("-", ""), 16);
        return FIRST_PERMISSION_ID.add(BigInteger.ONE).add(number.mod(PERMISSION_IDS)).toString();
    }

    /**
     * An address that will be asked without a token, such as an upload session's: with the name of
     * the account in it, unless that is the one each cloud has.
     */
    public String inscribe(String address) {
        if (isFirst()) {
            return address;
        }
        char joint = address.indexOf('?') < 0 ? '?' : '&';
        return address + joint + PARAMETER + "=" + account;
    }
}

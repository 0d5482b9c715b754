package com.aqwacloud.sandbox;

import java.security.SecureRandom;

/** Ids of the look that each cloud gives its own. */
final class Ids {

    private static final String URL_SAFE =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    static String google() {
        return "1" + random(URL_SAFE, 32);
    }

    static String oneDrive() {
        return "01" + random(BASE_32, 32);
    }

    private static String random(String alphabet, int length) {
        StringBuilder id = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            id.append(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
        }
        return id.toString();
    }
}

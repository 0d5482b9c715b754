package com.aqwacloud.bench;

/** What the bench is doing, for who watches it; the results go elsewhere. */
final class Progress {

    private Progress() {}

    static void say(String sentence) {
        System.err.println("bench: " + sentence);
    }
}

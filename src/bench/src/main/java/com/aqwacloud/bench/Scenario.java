package com.aqwacloud.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be measured. */
enum Scenario {
    SMALL("400 files of 1 KiB"),
    MANY("10,000 files of 1 KiB in 100 folders"),
    LARGE("100 files of 10 MiB"),
    HUGE("one file of 4 GiB"),
    MIXED("2,000 files of all sizes to 20 MiB, deep folders, odd names"),
    QUOTA("small files while both clouds allow only so many requests"),
    MILLION("1,000,000 files listed and watched, none transferred"),
    QUICK("100 files of 1 KiB and 5 of 10 MiB, what --quick does");

    private final String told;

    Scenario(String told) {
        this.told = told;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    String told() {
        return told;
    }

    static Scenario of(String key) {
        return Arrays.stream(values())
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "--scenario: there is no "
                                                + key
                                                + "; possible are "
                                                + Arrays.stream(values())
                                                        .map(Scenario::key)
                                                        .collect(Collectors.joining(", "))));
    }
}

package com.aqwacloud.sandbox.oauth;

import java.util.Locale;
import java.util.Optional;

/** Who answers the question whether an application may: a person, or this. Thread-safe. */
public final class Consents {

    private volatile Setting setting = new Setting(Answer.ASK, null);

    /** What to say. */
    public enum Answer {
        /** Show the page, and let a person say. */
        ASK,
        ALLOW,
        DENY;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Answer> of(String id) {
            for (Answer answer : values()) {
                if (answer.id().equals(id)) {
                    return Optional.of(answer);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * @param account for which account; {@code null} for the one hinted at, or the first
     */
    public record Setting(Answer answer, String account) {}

    public Setting setting() {
        return setting;
    }

    public void set(Setting value) {
        setting = value;
    }
}

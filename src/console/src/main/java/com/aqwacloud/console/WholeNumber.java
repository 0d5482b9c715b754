package com.aqwacloud.console;

import com.aqwacloud.sync.api.InvalidValueException;

/**
 * Numbers on a command line. Karaf's own conversion answers a wrong one with a message about Java
 * types, so commands take text.
 */
final class WholeNumber {
    private WholeNumber() {}

    /**
     * The number that the text stands for.
     *
     * @param field what it was given for
     * @throws InvalidValueException if it is none from least to most
     */
    static long parse(String field, String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw refuse(field, text, least, most);
        }
        throw refuse(field, text, least, most);
    }

    private static InvalidValueException refuse(String field, String text, long least, long most) {
        String range = most == Long.MAX_VALUE ? "" : " from " + least + " to " + most;
        return new InvalidValueException(
                field, "must be a whole number" + range + "; it is \"" + text + "\"");
    }
}

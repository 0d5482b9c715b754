package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.http.Call;

/** Query parameters, checked. */
final class Params {

    private Params() {}

    static int integer(Call call, String name, int otherwise, int least, int most) {
        String given = call.query(name).orElse(Integer.toString(otherwise));
        if (!given.matches("\\d{1,9}")) {
            throw GoogleError.invalid(name);
        }
        int value = Integer.parseInt(given);
        if (value < least || value > most) {
            throw GoogleError.of(
                    400,
                    "global",
                    "invalidParameter",
                    "Invalid value '"
                            + value
                            + "'. Values must be within the range: ["
                            + least
                            + ", "
                            + most
                            + "]",
                    name,
                    "parameter");
        }
        return value;
    }
}

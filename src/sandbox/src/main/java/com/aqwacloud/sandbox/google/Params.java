package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.fault.FaultKind;
import com.aqwacloud.sandbox.http.Call;
import java.util.Optional;

/** Query parameters, checked. */
final class Params {

    private Params() {}

    /** How many entries a page may have; a fault may ask for a short one. */
    static int pageSize(Call call) {
        int size = integer(call, "pageSize", 100, 1, 1000);
        return call.fault(FaultKind.SHORT_PAGE)
                .map(fault -> (int) Math.min(size, fault.number("items", 1)))
                .orElse(size);
    }

    /**
     * @throws com.aqwacloud.sandbox.http.ApiException if the answer is wanted in a form that there
     *     is not
     */
    static void checkAlt(Call call) {
        String alt = call.query("alt").orElse("");
        if (!alt.isEmpty() && !alt.equals("json") && !alt.equals("media")) {
            throw GoogleError.of(
                    400,
                    "global",
                    "invalidParameter",
                    "Invalid string value: '" + alt + "'. Allowed values: [json, media]",
                    "alt",
                    "parameter");
        }
    }

    /** The token of the page to go on with; a fault may have it die. */
    static Optional<String> pageToken(Call call) {
        Optional<String> token = call.query("pageToken");
        if (token.isPresent()) {
            call.fault(FaultKind.EXPIRE_PAGE_TOKEN)
                    .ifPresent(
                            fault -> {
                                throw GoogleError.of(
                                        (int) fault.number("status", 400),
                                        "global",
                                        "invalid",
                                        "Invalid Value",
                                        "pageToken",
                                        "parameter");
                            });
        }
        return token;
    }

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

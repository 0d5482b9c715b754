package com.aqwacloud.sandbox.http;

import java.util.Map;

/**
 * An error to answer with, before a cloud has given it its own shape.
 *
 * @param code the cloud's word for it (Google's reason, Graph's code, OAuth's error); {@code null}
 *     for the usual one of the status
 * @param innerCode Graph's inner code; {@code null} for the usual one
 * @param message {@code null} for the usual one
 */
public record Refusal(
        int status, String code, String innerCode, String message, Map<String, String> headers) {

    public Refusal {
        headers = Map.copyOf(headers);
    }

    public static Refusal of(int status, String code) {
        return new Refusal(status, code, null, null, Map.of());
    }

    public Refusal with(String name, String value) {
        Map<String, String> more = new java.util.LinkedHashMap<>(headers);
        more.put(name, value);
        return new Refusal(status, code, innerCode, message, more);
    }

    /** Gives a refusal the shape of the cloud that a call is for. */
    @FunctionalInterface
    public interface Shaper {
        Reply shape(Call call, Refusal refusal);
    }
}

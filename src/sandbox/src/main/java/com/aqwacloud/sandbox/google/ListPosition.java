package com.aqwacloud.sandbox.google;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where the next page of a list goes on: after an item, or at a place should it be gone.
 *
 * @param volume the key of the volume that the item is in
 */
record ListPosition(int place, String volume, String lastId) {

    private static final String MARK = "list";

    static ListPosition after(int place, Seen last) {
        return new ListPosition(place, last.volume().key(), last.id());
    }

    String token() {
        String text = MARK + "|" + place + "|" + volume + "|" + lastId;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @throws com.aqwacloud.sandbox.http.ApiException if it is none of ours
     */
    static ListPosition parse(String token) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            String[] parts = new String(bytes, StandardCharsets.UTF_8).split("\\|", 4);
            if (parts.length == 4 && parts[0].equals(MARK) && parts[1].matches("\\d{1,9}")) {
                return new ListPosition(Integer.parseInt(parts[1]), parts[2], parts[3]);
            }
        } catch (IllegalArgumentException e) {
            throw GoogleError.invalid("pageToken");
        }
        throw GoogleError.invalid("pageToken");
    }
}

package com.aqwacloud.sync.internal.plan;

/** Why items that can become no file are not transferred, in words. */
final class OtherKinds {
    private static final String NATIVE = "application/vnd.google-apps.";

    private OtherKinds() {}

    static String reason(String mimeType) {
        String kind =
                mimeType != null && mimeType.startsWith(NATIVE)
                        ? mimeType.substring(NATIVE.length())
                        : "";
        return switch (kind) {
            case "shortcut" -> "a shortcut only points to another item";
            default -> "it has no file content to transfer (" + mimeType + ")";
        };
    }
}

package com.aqwacloud.console;

/** Text from elsewhere (file names, messages of a cloud) made fit for one line of a terminal. */
final class Text {
    private Text() {}

    /**
     * The text with everything that could move the cursor, change colours or reorder characters
     * replaced by a question mark; empty for null.
     */
    static String line(String text) {
        if (text == null) {
            return "";
        }
        var line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> line.appendCodePoint(steersTerminal(c) ? '?' : c));
        return line.toString();
    }

    private static boolean steersTerminal(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.FORMAT -> isBidirectionalControl(codePoint);
            default -> false;
        };
    }

    private static boolean isBidirectionalControl(int codePoint) {
        return (codePoint >= 0x202A && codePoint <= 0x202E)
                || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }
}

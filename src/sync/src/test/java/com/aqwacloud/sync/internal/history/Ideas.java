package com.aqwacloud.sync.internal.history;

import java.util.List;

/** What people call things and write into them. */
final class Ideas {
    private static final List<String> NAMES = List.of("a.txt", "b.txt", "c", "A.TXT");

    private int contents;

    String name(int number) {
        return NAMES.get(number % NAMES.size());
    }

    /** What nobody wrote before; the number says how long it is. */
    String content(int number) {
        String content = "t" + (10 + contents++);
        return number % 3 == 0 ? content : content + "+";
    }
}

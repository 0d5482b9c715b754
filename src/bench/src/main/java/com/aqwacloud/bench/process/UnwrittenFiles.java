package com.aqwacloud.bench.process;

import java.io.IOException;

/** What programs wrote that the system has not brought to the disk yet. */
public final class UnwrittenFiles {

    private UnwrittenFiles() {}

    /** Returns once all is on the disk, so that nobody is slowed by what others wrote before. */
    public static void bringToDisk() throws IOException, InterruptedException {
        int exit = new ProcessBuilder("sync").inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IOException("sync ended with " + exit);
        }
    }
}

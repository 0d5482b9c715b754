package com.aqwacloud.bench.clouds;

/** How many requests each cloud was asked. */
public record Asked(long google, long oneDrive) {

    public long both() {
        return google + oneDrive;
    }
}

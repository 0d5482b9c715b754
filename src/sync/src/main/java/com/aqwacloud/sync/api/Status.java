package com.aqwacloud.sync.api;

import java.util.List;

/** How the whole stands. May be called from any thread. */
public interface Status {
    /** Counts at this moment. */
    Stats stats();

    /**
     * One sentence for each mistake in a configuration file because of which it, or a part of it,
     * is not used as it is now. What an account or a route file lacks, these say themselves.
     */
    List<String> configurationProblems();
}

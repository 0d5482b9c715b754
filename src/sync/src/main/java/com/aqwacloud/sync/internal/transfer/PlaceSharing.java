package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.sync.internal.store.Job;
import java.util.ArrayList;
import java.util.List;

/** Shares what places there are among sessions: whoever has the fewest gets the next. */
final class PlaceSharing {
    private PlaceSharing() {}

    /**
     * A session that has jobs to be started.
     *
     * @param running how many of its jobs have a place already
     * @param jobs that may have one, in their order; no more than the session allows beside
     */
    record Waiting(int running, List<Job> jobs) {}

    /** The jobs that get a place, as many as are free at most. */
    static List<Job> share(int free, List<Waiting> sessions) {
        int[] given = new int[sessions.size()];
        var taken = new ArrayList<Job>();
        while (taken.size() < free) {
            int next = fewest(sessions, given);
            if (next < 0) {
                break;
            }
            taken.add(sessions.get(next).jobs().get(given[next]));
            given[next]++;
        }
        return taken;
    }

    private static int fewest(List<Waiting> sessions, int[] given) {
        int found = -1;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < given.length; i++) {
            Waiting session = sessions.get(i);
            int has = session.running() + given[i];
            if (given[i] < session.jobs().size() && has < least) {
                found = i;
                least = has;
            }
        }
        return found;
    }
}

package com.aqwacloud.sync.internal.event;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.Cloud;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Transfer;
import java.time.Instant;

/** Values for the tests of this package. */
final class Samples {
    private Samples() {}

    static Transfer transfer(long id, long size, long bytesDone) {
        return new Transfer(
                id,
                "s1",
                "f1",
                Action.CREATE_FOLDER,
                JobState.TRANSFERRING,
                "/a",
                size,
                bytesDone,
                0,
                1,
                null,
                false,
                Instant.parse("2026-01-02T03:04:05Z"),
                null,
                null);
    }

    static Event change(String session, String path) {
        return new Event.FileChange(
                session, new Change(Cloud.GOOGLE, path, ChangeKind.CREATED, null));
    }
}

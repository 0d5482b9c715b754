package com.aqwacloud.bench.contender;

import com.aqwacloud.bench.clouds.GoogleDrive;
import com.aqwacloud.bench.clouds.OneDrive;
import com.aqwacloud.bench.clouds.Sandbox;
import com.aqwacloud.bench.measure.Meter;
import com.aqwacloud.bench.process.ProcessUse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** AqwaCloud, with a session of its own for each copy. */
public final class Aqwa implements Contender {

    private final String name;
    private final Path archive;
    private final Folders folders;
    private final Sandbox sandbox;
    private final AqwaSettings settings;
    private final Optional<CopyTask> warmUp;

    /**
     * Makes one.
     *
     * @param folders gives a new empty folder each time
     * @param warmUp copied before, unmeasured; its destination is made and removed
     */
    public Aqwa(
            String name,
            Path archive,
            Folders folders,
            Sandbox sandbox,
            AqwaSettings settings,
            Optional<CopyTask> warmUp) {
        this.name = name;
        this.archive = archive;
        this.folders = folders;
        this.sandbox = sandbox;
        this.settings = settings;
        this.warmUp = warmUp;
    }

    /** Where to unpack to. */
    public interface Folders {
        Path next();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Outcome copy(CopyTask task, Meter meter) throws IOException, InterruptedException {
        try (AqwaProcess aqwa = AqwaProcess.start(archive, folders.next(), sandbox, settings)) {
            if (warmUp.isPresent()) {
                OneDrive oneDrive = new OneDrive(sandbox);
                String folder = oneDrive.createFolder(warmUp.get().destination());
                run(aqwa, warmUp.get(), new Meter(sandbox)).mustHaveEnded();
                oneDrive.delete(folder);
            }
            return run(aqwa, task, meter);
        }
    }

    private Outcome run(AqwaProcess aqwa, CopyTask task, Meter meter)
            throws IOException, InterruptedException {
        AqwaApi api = aqwa.api();
        String session =
                api.createSession(new GoogleDrive(sandbox).idOf(task.source()), task.destination());
        AqwaApi.Jobs before = api.jobs();
        int gcLines = aqwa.gcLog().lines();
        ProcessUse start = aqwa.use();
        meter.begin();
        api.startSession(session);
        Optional<String> trouble = new Arrival(aqwa, session).await(before, task.files());
        Meter.Reading reading = meter.end();
        ProcessUse end = aqwa.isAlive() ? aqwa.use() : start;
        if (aqwa.isAlive()) {
            api.stopSession(session);
        }
        return new Outcome(
                reading,
                new ProcessUse(end.cpu().minus(start.cpu()), end.peakResidentBytes()),
                aqwa.gcLog().peakAfter(gcLines),
                trouble);
    }
}

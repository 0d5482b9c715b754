package com.aqwacloud.sync.internal.engine;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the whole engine, each with one of its own. */
abstract class EngineCase {
    @TempDir Path folder;
    EngineFixture aqwa;

    @BeforeEach
    void startEngine() throws Exception {
        aqwa = new EngineFixture(folder);
    }

    @AfterEach
    void stopEngine() throws Exception {
        aqwa.slow(0);
        aqwa.close();
    }
}

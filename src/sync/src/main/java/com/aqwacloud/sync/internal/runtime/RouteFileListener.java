package com.aqwacloud.sync.internal.runtime;

import com.aqwacloud.sync.api.RouteFile;

/**
 * Hears of every route file that was loaded, refused, left waiting or removed.
 *
 * <p>Called one at a time, on the thread that deploys; it must return soon and must not call the
 * runtime's deploying methods. What it throws is logged and otherwise ignored.
 */
@FunctionalInterface
public interface RouteFileListener {

    /**
     * A file stands differently than before.
     *
     * @param file how it stands now; how it stood last if it was removed
     * @param removed whether the file is gone from the folder
     */
    void changed(RouteFile file, boolean removed);
}

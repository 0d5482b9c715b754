package com.aqwacloud.sync.internal.survey;

/** Work on a session whose state can be asked for while it is done. */
interface SessionTask<T> {
    /** How it stands; called by any thread. */
    T present();

    /** Does the work; what goes wrong is told by the state, not thrown. Called once. */
    T run();
}

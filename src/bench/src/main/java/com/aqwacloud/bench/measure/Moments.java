package com.aqwacloud.bench.measure;

import java.io.IOException;

/** Who is to know when the measuring begins and when it ends. */
public interface Moments {

    /** Nobody. */
    Moments UNTOLD =
            new Moments() {
                @Override
                public void begins() {}

                @Override
                public void ended() {}
            };

    /** It begins once this returns. */
    void begins() throws IOException, InterruptedException;

    /** It has ended; what is done from now on is none of what was measured. */
    void ended() throws IOException, InterruptedException;
}

package com.aqwacloud.sandbox;

import com.google.api.services.drive.Drive;

/** The same over TLS, as Google's clients talk to Drive. */
class GoogleClientOverTlsTest extends GoogleClientTest {

    @Override
    Drive client(Clouds clouds) {
        return clouds.secureDrive();
    }
}

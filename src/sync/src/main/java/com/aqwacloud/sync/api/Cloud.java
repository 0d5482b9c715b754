package com.aqwacloud.sync.api;

/** The two clouds. */
public enum Cloud {
    GOOGLE,
    ONEDRIVE
}

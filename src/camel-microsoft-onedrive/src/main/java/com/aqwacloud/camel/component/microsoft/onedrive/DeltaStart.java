package com.aqwacloud.camel.component.microsoft.onedrive;

/** Where a consumer without a stored cursor starts. */
public enum DeltaStart {
    /** With what changes from now on. */
    latest,
    /** With everything that is there. */
    full
}

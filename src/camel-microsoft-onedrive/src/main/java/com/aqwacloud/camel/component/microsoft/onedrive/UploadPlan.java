package com.aqwacloud.camel.component.microsoft.onedrive;

import java.net.URI;

/**
 * What an upload shall do.
 *
 * @param target where to; by id alone to replace that item
 * @param contentUri where a small file is put
 * @param sessionUri where a session is opened
 * @param itemsUri the drive's items, to set times afterwards
 * @param ifMatch an eTag, or null
 * @param resume a session to go on with, or null
 */
record UploadPlan(
        ItemPath target,
        URI contentUri,
        URI sessionUri,
        URI itemsUri,
        ConflictBehavior behavior,
        String ifMatch,
        FileTimes times,
        UploadListener listener,
        PreAuthenticatedUrl resume) {}

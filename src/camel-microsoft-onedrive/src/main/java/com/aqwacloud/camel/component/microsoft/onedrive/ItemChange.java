package com.aqwacloud.camel.component.microsoft.onedrive;

/**
 * What an update or a copy gives an item; what is null stays as it is.
 *
 * @param driveId the drive of the new folder, for a copy into another drive
 */
record ItemChange(String name, String parentId, String driveId, FileTimes times) {

    boolean isEmpty() {
        return name == null && parentId == null && times.isEmpty();
    }
}

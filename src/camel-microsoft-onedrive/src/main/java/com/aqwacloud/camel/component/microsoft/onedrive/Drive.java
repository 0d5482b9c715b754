package com.aqwacloud.camel.component.microsoft.onedrive;

/**
 * A drive.
 *
 * @param id its id
 * @param type {@code personal}, {@code business} or {@code documentLibrary}
 * @param quota its space; never null
 */
public record Drive(String id, String type, Quota quota) {

    /**
     * Space in bytes; -1 where the service did not say.
     *
     * @param total all of it
     * @param used what is taken
     * @param remaining what is free
     * @param state for instance {@code normal}, {@code nearing}, {@code critical}, {@code
     *     exceeded}; or null
     */
    public record Quota(long total, long used, long remaining, String state) {}
}

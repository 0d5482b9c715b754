package com.aqwacloud.camel.component.microsoft.onedrive;

import java.time.Instant;

/**
 * An item of a drive as Microsoft Graph described it. What the description left out is null (a
 * text, a time) or -1 (a number); a listing of changes leaves out much, above all for deleted
 * items.
 *
 * @param id unique in its drive; survives renaming and moving
 * @param name the name, with the case in which it is stored
 * @param size bytes; for a folder the sum of what is in it
 * @param eTag changes with content or metadata
 * @param cTag changes with the content only; business drives leave it out of listings of changes
 * @param parentId the folder that it is in
 * @param driveId the drive that the folder is in
 * @param parentPath the folder's path as the service writes it; never in a listing of changes
 * @param created when the service created it
 * @param lastModified when the service last changed it
 * @param fileCreated when the file was created, as its owner says
 * @param fileLastModified when the file was last changed, as its owner says; whole seconds
 * @param file present exactly for files
 * @param folder present exactly for folders
 * @param packageType the type of a package such as a notebook, which is neither file nor folder
 * @param deleted whether it was deleted
 * @param remote whether it only stands for an item of another drive
 * @param root whether it is the root folder
 * @param malware whether the service holds it to be malware
 * @param webUrl where a person can see it
 * @param lastModifiedBy the display name of who last changed it
 * @param createdByApplication the id of the application through which it was made, as the drive
 *     tells it: on personal drives it is not the client id of the sign-in
 * @param lastModifiedByApplication the same of that through which it was last changed; null, too,
 *     if that was through none
 */
public record DriveItem(
        String id,
        String name,
        long size,
        String eTag,
        String cTag,
        String parentId,
        String driveId,
        String parentPath,
        Instant created,
        Instant lastModified,
        Instant fileCreated,
        Instant fileLastModified,
        FileFacet file,
        FolderFacet folder,
        String packageType,
        boolean deleted,
        boolean remote,
        boolean root,
        boolean malware,
        String webUrl,
        String lastModifiedBy,
        String createdByApplication,
        String lastModifiedByApplication) {

    /**
     * What only files have.
     *
     * @param mimeType the media type, or null
     * @param hashes never null
     */
    public record FileFacet(String mimeType, Hashes hashes) {}

    /**
     * Hashes of the content; each is null if the service did not give it, which it may do later.
     *
     * @param quickXorHash base64
     * @param sha1Hash hexadecimal, upper case
     * @param sha256Hash hexadecimal, upper case
     */
    public record Hashes(String quickXorHash, String sha1Hash, String sha256Hash) {}

    /**
     * What only folders have.
     *
     * @param childCount the number of items in it, or -1
     */
    public record FolderFacet(long childCount) {}

    /** Whether it is a file. */
    public boolean isFile() {
        return file != null;
    }

    /** Whether it is a folder. */
    public boolean isFolder() {
        return folder != null;
    }
}

package com.aqwacloud.sandbox.google;

import java.util.HashMap;
import java.util.Map;

/** The names of Drive's resources and of the fields in them, as far as masks may name them. */
final class Schema {

    /** Within it any name goes. */
    private static final String ANY = "*";

    private static final String[] RESOURCES = {
        "FileList: kind nextPageToken incompleteSearch files:File",
        "File: kind id name mimeType description starred trashed explicitlyTrashed trashingUser:User"
                + " trashedTime parents properties:* appProperties:* spaces version webContentLink"
                + " webViewLink iconLink hasThumbnail thumbnailLink thumbnailVersion viewedByMe"
                + " viewedByMeTime createdTime modifiedTime modifiedByMeTime modifiedByMe"
                + " sharedWithMeTime sharingUser:User owners:User teamDriveId driveId"
                + " lastModifyingUser:User shared ownedByMe capabilities:* viewersCanCopyContent"
                + " copyRequiresWriterPermission writersCanShare permissions:Permission"
                + " permissionIds hasAugmentedPermissions folderColorRgb originalFilename"
                + " fullFileExtension fileExtension md5Checksum sha1Checksum sha256Checksum size"
                + " quotaBytesUsed headRevisionId contentHints:* imageMediaMetadata:*"
                + " videoMediaMetadata:* isAppAuthorized exportLinks:* shortcutDetails:Shortcut"
                + " contentRestrictions:* resourceKey linkShareMetadata:* labelInfo:*"
                + " inheritedPermissionsDisabled downloadRestrictions:* clientEncryptionDetails:*",
        "Shortcut: targetId targetMimeType targetResourceKey",
        "User: kind displayName photoLink me permissionId emailAddress",
        "ChangeList: kind nextPageToken newStartPageToken changes:Change",
        "Change: kind type changeType time removed fileId file:File teamDriveId teamDrive:*"
                + " driveId drive:Drive",
        "StartPageToken: kind startPageToken",
        "About: kind user:User storageQuota:Quota importFormats:* exportFormats:* maxImportSizes:*"
                + " maxUploadSize appInstalled folderColorPalette canCreateDrives"
                + " canCreateTeamDrives driveThemes:* teamDriveThemes:*",
        "Quota: limit usage usageInDrive usageInDriveTrash",
        "Drive: kind id name colorRgb backgroundImageFile:* backgroundImageLink capabilities:*"
                + " themeId createdTime hidden orgUnitId restrictions:*",
        "DriveList: kind nextPageToken drives:Drive",
        "Permission: kind id type role emailAddress displayName domain allowFileDiscovery"
                + " expirationTime photoLink deleted view pendingOwner permissionDetails:*"
                + " teamDrivePermissionDetails:* inheritedPermissionsDisabled",
        "PermissionList: kind nextPageToken permissions:Permission",
        "Revision: kind id mimeType modifiedTime keepForever published publishedLink publishAuto"
                + " publishedOutsideDomain lastModifyingUser:User originalFilename md5Checksum size"
                + " exportLinks:*",
        "RevisionList: kind nextPageToken revisions:Revision",
        "GeneratedIds: kind space ids",
        "Channel: kind id resourceId resourceUri token expiration type address params payload",
        "Operation: name done metadata:* response:* error:*"
    };

    private static final Map<String, Map<String, String>> FIELDS = read();

    private Schema() {}

    private static Map<String, Map<String, String>> read() {
        Map<String, Map<String, String>> all = new HashMap<>();
        for (String resource : RESOURCES) {
            String[] parts = resource.split(": ", 2);
            Map<String, String> fields = new HashMap<>();
            for (String field : parts[1].split(" ")) {
                int colon = field.indexOf(':');
                fields.put(
                        colon < 0 ? field : field.substring(0, colon),
                        colon < 0 ? "" : field.substring(colon + 1));
            }
            all.put(parts[0], fields);
        }
        return all;
    }

    /**
     * The resource that a field of a resource holds; empty for a plain value.
     *
     * @return {@code null} if the resource has no such field
     */
    static String below(String resource, String field) {
        if (resource.equals(ANY)) {
            return ANY;
        }
        return FIELDS.getOrDefault(resource, Map.of()).get(field);
    }
}

package com.aqwacloud.camel.component.microsoft.onedrive;

import org.apache.camel.spi.Metadata;

/** The headers of this component's messages. */
public final class MicrosoftOneDriveConstants {

    @Metadata(
            label = "producer",
            description = "The operation, instead of the one in the URI.",
            javaType =
                    "com.aqwacloud.camel.component.microsoft.onedrive.MicrosoftOneDriveOperation")
    public static final String OPERATION = "CamelMicrosoftOneDriveOperation";

    @Metadata(
            label = "common",
            description =
                    "The drive, instead of the option driveId. The consumer sets it to the drive of the item.",
            javaType = "String")
    public static final String DRIVE_ID = "CamelMicrosoftOneDriveDriveId";

    @Metadata(
            label = "common",
            description =
                    "The item by id (root for the root folder). Goes before all other ways to say which item is meant. For upload: the file whose content is replaced. The consumer sets it.",
            javaType = "String")
    public static final String ITEM_ID = "CamelMicrosoftOneDriveItemId";

    @Metadata(
            label = "common",
            description =
                    "The folder by id (root for the root folder) in which the header Name is. The consumer sets it.",
            javaType = "String")
    public static final String PARENT_ID = "CamelMicrosoftOneDriveParentId";

    @Metadata(
            label = "common",
            description =
                    "The name of the item in the folder ParentId, not escaped. The consumer sets it where the service gives it.",
            javaType = "String")
    public static final String NAME = "CamelMicrosoftOneDriveName";

    @Metadata(
            label = "producer",
            description = "The item by its path from the root, not escaped.",
            javaType = "String")
    public static final String PATH = "CamelMicrosoftOneDrivePath";

    @Metadata(
            label = "producer",
            description = "The name that update, restore or copy gives to the item.",
            javaType = "String")
    public static final String NEW_NAME = "CamelMicrosoftOneDriveNewName";

    @Metadata(
            label = "producer",
            description =
                    "The id of the folder that update moves the item to, restore brings it back into, or copy puts the copy in.",
            javaType = "String")
    public static final String NEW_PARENT_ID = "CamelMicrosoftOneDriveNewParentId";

    @Metadata(
            label = "producer",
            description = "The drive of NewParentId, for a copy into another drive.",
            javaType = "String")
    public static final String NEW_PARENT_DRIVE_ID = "CamelMicrosoftOneDriveNewParentDriveId";

    @Metadata(
            label = "producer",
            description =
                    "When the file was created, as its owner says (upload, createFolder, update). An Instant or its text.",
            javaType = "java.time.Instant")
    public static final String CREATED = "CamelMicrosoftOneDriveCreated";

    @Metadata(
            label = "common",
            description =
                    "When the file was last changed, as its owner says (upload, createFolder, update). An Instant or its text. The consumer sets it.",
            javaType = "java.time.Instant")
    public static final String LAST_MODIFIED = "CamelMicrosoftOneDriveLastModified";

    @Metadata(
            label = "producer",
            description = "Instead of the option conflictBehavior.",
            javaType = "com.aqwacloud.camel.component.microsoft.onedrive.ConflictBehavior")
    public static final String CONFLICT_BEHAVIOR = "CamelMicrosoftOneDriveConflictBehavior";

    @Metadata(
            label = "producer",
            description = "Instead of the option ifMatch.",
            javaType = "String")
    public static final String IF_MATCH = "CamelMicrosoftOneDriveIfMatch";

    @Metadata(
            label = "producer",
            description =
                    "upload: the length of a body that is a plain InputStream; download sets it to the bytes of the body if that is known.",
            javaType = "Long")
    public static final String CONTENT_LENGTH = "CamelMicrosoftOneDriveContentLength";

    @Metadata(
            label = "producer",
            description = "download sets it to the media type of the content.",
            javaType = "String")
    public static final String CONTENT_TYPE = "CamelMicrosoftOneDriveContentType";

    @Metadata(
            label = "producer",
            description = "download: the first byte to read.",
            javaType = "Long")
    public static final String RANGE_OFFSET = "CamelMicrosoftOneDriveRangeOffset";

    @Metadata(
            label = "producer",
            description =
                    "download: the number of bytes to read; without it all from RangeOffset on.",
            javaType = "Long")
    public static final String RANGE_LENGTH = "CamelMicrosoftOneDriveRangeLength";

    @Metadata(
            label = "producer",
            description =
                    "upload: the session to go on with, cancelUpload: the one to end; as PreAuthenticatedUrl or its text. Removed after success. It is a credential.",
            javaType = "com.aqwacloud.camel.component.microsoft.onedrive.PreAuthenticatedUrl")
    public static final String UPLOAD_URL = "CamelMicrosoftOneDriveUploadUrl";

    @Metadata(
            label = "producer",
            description = "upload: instead of the option uploadListener.",
            javaType = "com.aqwacloud.camel.component.microsoft.onedrive.UploadListener")
    public static final String UPLOAD_LISTENER = "CamelMicrosoftOneDriveUploadListener";

    @Metadata(
            label = "producer",
            description =
                    "children: the nextLink to go on at. delta: the nextLink or deltaLink to go on at.",
            javaType = "String")
    public static final String LINK = "CamelMicrosoftOneDriveLink";

    @Metadata(
            label = "producer",
            description = "Instead of the option deltaToken.",
            javaType = "String")
    public static final String DELTA_TOKEN = "CamelMicrosoftOneDriveDeltaToken";

    @Metadata(
            label = "producer",
            description =
                    "children and delta set it to the address of the next page, if there is one.",
            javaType = "String")
    public static final String NEXT_LINK = "CamelMicrosoftOneDriveNextLink";

    @Metadata(
            label = "producer",
            description =
                    "delta sets it on the last page to the address to ask later for further changes.",
            javaType = "String")
    public static final String DELTA_LINK = "CamelMicrosoftOneDriveDeltaLink";

    @Metadata(
            label = "common",
            description =
                    "Set to the eTag of the item that an operation gives or the consumer delivers.",
            javaType = "String")
    public static final String ETAG = "CamelMicrosoftOneDriveETag";

    @Metadata(
            label = "producer",
            description =
                    "copy without waiting sets it to where to see how far the copy is. It is a credential.",
            javaType = "com.aqwacloud.camel.component.microsoft.onedrive.PreAuthenticatedUrl")
    public static final String MONITOR_URL = "CamelMicrosoftOneDriveMonitorUrl";

    @Metadata(
            label = "consumer",
            description = "Whether the item was deleted.",
            javaType = "Boolean")
    public static final String DELETED = "CamelMicrosoftOneDriveDeleted";

    @Metadata(
            label = "consumer",
            description = "Whether the item is a folder.",
            javaType = "Boolean")
    public static final String FOLDER = "CamelMicrosoftOneDriveFolder";

    @Metadata(
            label = "consumer",
            description = "The bytes of the item, if the service gives them.",
            javaType = "Long")
    public static final String SIZE = "CamelMicrosoftOneDriveSize";

    @Metadata(
            label = "consumer",
            description =
                    "Set while everything is listed again because the service refused the old place in the change feed: says what to do with differences.",
            javaType =
                    "com.aqwacloud.camel.component.microsoft.onedrive.ResyncRequiredException.Kind")
    public static final String RESYNC = "CamelMicrosoftOneDriveResync";

    @Metadata(
            label = "producer",
            description =
                    "On whose behalf the operation is done: any name. It is not sent; the requestGate is told.",
            javaType = "String")
    public static final String CALLER = "CamelMicrosoftOneDriveCaller";

    private MicrosoftOneDriveConstants() {}
}

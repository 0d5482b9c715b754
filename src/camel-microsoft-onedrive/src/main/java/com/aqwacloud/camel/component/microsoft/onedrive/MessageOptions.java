package com.aqwacloud.camel.component.microsoft.onedrive;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** What is asked for: each value from the message's headers, else from the endpoint's options. */
final class MessageOptions {

    private final Message message;
    private final MicrosoftOneDriveEndpoint endpoint;
    private final MicrosoftOneDriveConfiguration options;

    MessageOptions(Message message, MicrosoftOneDriveEndpoint endpoint) {
        this.message = message;
        this.endpoint = endpoint;
        this.options = endpoint.getConfiguration();
    }

    MicrosoftOneDriveOperation operation() {
        return value(
                MicrosoftOneDriveConstants.OPERATION,
                MicrosoftOneDriveOperation.class,
                endpoint.getOperation());
    }

    String driveId() {
        return text(MicrosoftOneDriveConstants.DRIVE_ID, options.getDriveId());
    }

    /** The item that headers or, if none of them names one, options name; else the given one. */
    ItemPath itemOr(ItemPath fallback) {
        ItemPath named =
                item(
                        header(MicrosoftOneDriveConstants.ITEM_ID),
                        header(MicrosoftOneDriveConstants.PARENT_ID),
                        text(MicrosoftOneDriveConstants.NAME, options.getName()),
                        header(MicrosoftOneDriveConstants.PATH));
        if (named == null) {
            named =
                    item(
                            options.getItemId(),
                            options.getParentId(),
                            text(MicrosoftOneDriveConstants.NAME, options.getName()),
                            options.getPath());
        }
        return named == null ? fallback : named;
    }

    ItemPath item() {
        ItemPath item = itemOr(null);
        if (item == null) {
            throw new IllegalArgumentException(
                    "Which item is meant? Give itemId, parentId and name, or path, as option or header");
        }
        return item;
    }

    /** A name in a folder, for what is to be created. */
    ItemPath newItem() {
        ItemPath item = item();
        if (item.name().isEmpty()) {
            throw new IllegalArgumentException(
                    "A new item needs parentId and name, or path, as option or header");
        }
        return item;
    }

    private static ItemPath item(String itemId, String parentId, String name, String path) {
        if (itemId != null) {
            return ItemPath.ofId(itemId);
        }
        if (parentId != null && name != null) {
            return ItemPath.ofParent(parentId, name);
        }
        return path == null ? null : ItemPath.ofPath(path);
    }

    ItemChange change() {
        return new ItemChange(
                header(MicrosoftOneDriveConstants.NEW_NAME),
                header(MicrosoftOneDriveConstants.NEW_PARENT_ID),
                header(MicrosoftOneDriveConstants.NEW_PARENT_DRIVE_ID),
                times());
    }

    FileTimes times() {
        return new FileTimes(
                instant(MicrosoftOneDriveConstants.CREATED),
                instant(MicrosoftOneDriveConstants.LAST_MODIFIED));
    }

    ConflictBehavior conflictBehavior() {
        return value(
                MicrosoftOneDriveConstants.CONFLICT_BEHAVIOR,
                ConflictBehavior.class,
                options.getConflictBehavior());
    }

    String ifMatch() {
        return text(MicrosoftOneDriveConstants.IF_MATCH, options.getIfMatch());
    }

    ListQuery query() {
        return new ListQuery(
                options.getSelect(), options.getExpand(), options.getOrderBy(), options.getTop());
    }

    /** On whose behalf, or null. */
    String caller() {
        return header(MicrosoftOneDriveConstants.CALLER);
    }

    String link() {
        return header(MicrosoftOneDriveConstants.LINK);
    }

    String deltaToken() {
        return text(MicrosoftOneDriveConstants.DELTA_TOKEN, options.getDeltaToken());
    }

    Downloads.Range range() {
        Long offset = message.getHeader(MicrosoftOneDriveConstants.RANGE_OFFSET, Long.class);
        Long length = message.getHeader(MicrosoftOneDriveConstants.RANGE_LENGTH, Long.class);
        return offset == null && length == null
                ? Downloads.Range.ALL
                : new Downloads.Range(offset == null ? 0 : offset, length == null ? -1 : length);
    }

    Long contentLength() {
        Long length = message.getHeader(MicrosoftOneDriveConstants.CONTENT_LENGTH, Long.class);
        if (length != null && length < 0) {
            throw new IllegalArgumentException(
                    "The header " + MicrosoftOneDriveConstants.CONTENT_LENGTH + " is negative");
        }
        return length;
    }

    /** The session to go on with, or to end, or null. */
    PreAuthenticatedUrl uploadUrl() {
        Object url = message.getHeader(MicrosoftOneDriveConstants.UPLOAD_URL);
        if (url == null) {
            return null;
        }
        return url instanceof PreAuthenticatedUrl secret
                ? secret
                : PreAuthenticatedUrl.of(url.toString());
    }

    UploadListener uploadListener() {
        UploadListener listener =
                value(
                        MicrosoftOneDriveConstants.UPLOAD_LISTENER,
                        UploadListener.class,
                        options.getUploadListener());
        return listener == null ? new UploadListener() {} : listener;
    }

    private String header(String name) {
        String text = message.getHeader(name, String.class);
        return text == null || text.isEmpty() ? null : text;
    }

    private String text(String header, String option) {
        String text = header(header);
        return text == null ? option : text;
    }

    private <T> T value(String header, Class<T> type, T option) {
        Object given = message.getHeader(header);
        if (given == null) {
            return option;
        }
        Exchange exchange = message.getExchange();
        T value = exchange.getContext().getTypeConverter().tryConvertTo(type, exchange, given);
        if (value == null) {
            throw new IllegalArgumentException(
                    "The header " + header + " is no " + type.getSimpleName());
        }
        return value;
    }

    private Instant instant(String name) {
        Object given = message.getHeader(name);
        if (given == null || given instanceof Instant) {
            return (Instant) given;
        }
        try {
            return OffsetDateTime.parse(given.toString()).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "The header " + name + " is no time such as 2026-01-31T12:00:00Z", e);
        }
    }
}

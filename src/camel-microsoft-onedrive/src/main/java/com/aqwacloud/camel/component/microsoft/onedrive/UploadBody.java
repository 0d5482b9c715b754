package com.aqwacloud.camel.component.microsoft.onedrive;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.apache.camel.support.ExchangeHelper;

/** Makes a message's body content for an upload. */
final class UploadBody {

    private final UploadLimits limits;

    UploadBody(UploadLimits limits) {
        this.limits = limits;
    }

    /**
     * @param announcedLength the length of a plain stream, or null
     */
    UploadContent contentOf(Message message, Long announcedLength, LongConsumer sent)
            throws IOException, InvalidPayloadException {
        Object body = message.getBody();
        if (body instanceof WrappedFile<?> wrapped && wrapped.getFile() instanceof File file) {
            body = file;
        }
        if (body == null) {
            return reopenable(new byte[0], sent);
        }
        if (body instanceof ContentSource source) {
            return new ReopenableContent(source, sent);
        }
        if (body instanceof byte[] bytes) {
            return reopenable(bytes, sent);
        }
        if (body instanceof String text) {
            String charset = ExchangeHelper.getCharsetName(message.getExchange());
            return reopenable(text.getBytes(Charset.forName(charset)), sent);
        }
        if (body instanceof File file) {
            return new ReopenableContent(new FileContent(file.toPath()), sent);
        }
        if (body instanceof Path path) {
            return new ReopenableContent(new FileContent(path), sent);
        }
        Long length = announcedLength;
        if (length == null && body instanceof StreamCache cache && cache.length() > 0) {
            length = cache.length();
        }
        return buffered(message.getMandatoryBody(InputStream.class), length, sent);
    }

    private UploadContent buffered(InputStream stream, Long length, LongConsumer sent)
            throws IOException {
        if (length != null) {
            return new BufferedContent(stream, length, limits.fragmentBytes(), sent);
        }
        // A small stream need not say how long it is.
        int most = (int) Math.min(limits.simpleBytes(), limits.fragmentBytes());
        byte[] bytes = stream.readNBytes(most + 1);
        stream.close();
        if (bytes.length > most) {
            throw new IllegalArgumentException(
                    "The body is a stream of more than "
                            + most
                            + " bytes: its length is needed in the header "
                            + MicrosoftOneDriveConstants.CONTENT_LENGTH);
        }
        return reopenable(bytes, sent);
    }

    private static UploadContent reopenable(byte[] bytes, LongConsumer sent) {
        return new ReopenableContent(new BytesContent(bytes), sent);
    }

    private record BytesContent(byte[] bytes) implements ContentSource {

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public InputStream open(long offset) {
            int from = Math.toIntExact(offset);
            return new ByteArrayInputStream(bytes, from, bytes.length - from);
        }
    }

    /** A file, with the length that it has at the beginning. */
    private record FileContent(Path path, long length) implements ContentSource {

        FileContent(Path path) throws IOException {
            this(path, Files.size(path));
        }

        @Override
        public InputStream open(long offset) throws IOException {
            SeekableByteChannel channel = Files.newByteChannel(path);
            try {
                return Channels.newInputStream(channel.position(offset));
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        }
    }
}

package com.aqwacloud.sandbox.oauth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** What a cloud seals its tokens with: made once, then kept, so that tokens outlive a restart. */
public final class Secret {

    private static final int BYTES = 32;

    private Secret() {}

    /**
     * The secret kept in a folder.
     *
     * @param folder made if it is not there
     * @throws IOException if it can't be read or kept
     */
    public static String in(Path folder) throws IOException {
        Path file = Files.createDirectories(folder).resolve("secret");
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Path fresh = Files.createTempFile(folder, "secret", ".new");
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
        }
        Files.writeString(fresh, secret);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        return secret;
    }
}

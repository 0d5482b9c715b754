package com.aqwacloud.sync.internal.osgi;

import com.aqwacloud.camel.component.microsoft.onedrive.QuickXorHash;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encrypts, decrypts and hashes what nobody needs, so that Java's compiler is done with that before
 * the first content comes. Until then a processor encrypts some 25 MB in a second instead of more
 * than 1,000, and transfers that begin together leave the compiler no processor: the first gigabyte
 * would take two or three times as long.
 */
final class ContentWarmUp implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ContentWarmUp.class);

    /** What TLS encrypts at once. */
    private static final int RECORD = 16 * 1024;

    private static final int HEADER = 5;
    private static final int TAG_BITS = 128;
    private static final int NONCE = 12;

    /** More than any compiler waits for. */
    private static final int ROUNDS = 4_000;

    private static final Duration AT_MOST = Duration.ofSeconds(5);

    private final SecretKeySpec key = new SecretKeySpec(new byte[32], "AES");
    private final QuickXorHash quickXor = new QuickXorHash();
    private final Cipher encryption = Cipher.getInstance("AES/GCM/NoPadding");
    private final Cipher decryption = Cipher.getInstance("AES/GCM/NoPadding");
    private final MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    private final MessageDigest md5 = MessageDigest.getInstance("MD5");
    private final byte[] plain = new byte[RECORD];
    private final byte[] encrypted = new byte[RECORD + TAG_BITS / Byte.SIZE];
    private final byte[] decrypted = new byte[RECORD];

    ContentWarmUp() throws GeneralSecurityException {}

    /** Begins beside whatever else there is to do. */
    static void begin() {
        try {
            var thread = new Thread(new ContentWarmUp(), "aqwa-warm-up");
            thread.setDaemon(true);
            thread.start();
        } catch (GeneralSecurityException e) {
            LOG.debug("There is nothing to warm up", e);
        }
    }

    @Override
    public void run() {
        long began = System.nanoTime();
        int round = 0;
        try {
            while (round < ROUNDS && System.nanoTime() - began < AT_MOST.toNanos()) {
                pass(round);
                round++;
            }
        } catch (GeneralSecurityException e) {
            LOG.debug("The warm-up ended early", e);
        }
        LOG.debug("Warmed up in {} rounds", round);
    }

    /** One record there and back; gives what came back. */
    byte[] pass(int number) throws GeneralSecurityException {
        plain[0] = (byte) number;
        byte[] nonce = ByteBuffer.allocate(NONCE).putInt(number).array();
        through(encryption, Cipher.ENCRYPT_MODE, nonce, plain, encrypted);
        through(decryption, Cipher.DECRYPT_MODE, nonce, encrypted, decrypted);
        quickXor.update(decrypted, 0, decrypted.length);
        sha256.update(decrypted);
        md5.update(decrypted);
        return decrypted;
    }

    private void through(Cipher cipher, int mode, byte[] nonce, byte[] from, byte[] to)
            throws GeneralSecurityException {
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(new byte[HEADER]);
        cipher.doFinal(ByteBuffer.wrap(from), ByteBuffer.wrap(to));
    }
}

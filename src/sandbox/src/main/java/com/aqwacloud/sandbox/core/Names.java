package com.aqwacloud.sandbox.core;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Names in the cloud and names on disk. */
public final class Names {

    private static final int DISK_LIMIT_BYTES = 255;

    private static final Charset DISK_CHARSET =
            Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    /** What systems and programs leave beside a person's files, and files still arriving. */
    private static final Set<String> HOUSEKEEPING =
            Set.of(".ds_store", "thumbs.db", "desktop.ini", ".directory", ".localized");

    private static final Pattern TRANSIENT =
            Pattern.compile(
                    "(?i)(.*\\.(part|partial|crdownload|filepart)|\\.~lock\\..*#|~\\$.*|\\..*\\.sw[px]"
                            + "|.*~|\\.goutputstream-.*|\\.fuse_hidden.*|\\.nfs[0-9a-f]+|\\.trash-.*|\\.aqwa-.*)");

    private static final String DISPLACED = ".aqwa-displaced-";

    private Names() {}

    /** A name on disk that no file has, for an item whose place another has taken. */
    static String displaced(String id) {
        return DISPLACED + id;
    }

    static boolean isDisplaced(String diskName) {
        return diskName != null && diskName.startsWith(DISPLACED);
    }

    /** Whether file names can hold every character. */
    static boolean anyCharacter() {
        return DISK_CHARSET.newEncoder().canEncode("\u00fc\u4e2d");
    }

    /** Whether a name in the folder is never part of the cloud. */
    static boolean ignored(String diskName) {
        return HOUSEKEEPING.contains(diskName.toLowerCase(java.util.Locale.ROOT))
                || TRANSIENT.matcher(diskName).matches();
    }

    /**
     * A name that the file system can carry and that is free, as close to the wanted one as can be.
     * The way back is the index, which keeps both.
     */
    public static String onDisk(String wanted, Predicate<String> taken) {
        String safe = escaped(wanted);
        if (safe.isEmpty() || safe.equals(".") || safe.equals("..") || ignored(safe)) {
            safe = "%" + safe;
        }
        safe = cut(safe, DISK_LIMIT_BYTES);
        String candidate = safe;
        for (int n = 2; taken.test(candidate); n++) {
            candidate = numbered(safe, n);
        }
        return candidate;
    }

    /** Only where something has to be escaped is the escape sign escaped, too. */
    private static String escaped(String wanted) {
        if (wanted.codePoints().noneMatch(Names::unfit)) {
            return wanted;
        }
        StringBuilder safe = new StringBuilder();
        wanted.codePoints()
                .forEach(
                        c -> {
                            if (c == '%' || unfit(c)) {
                                safe.append(String.format(c < 0x80 ? "%%%02X" : "%%u%04X", c));
                            } else {
                                safe.appendCodePoint(c);
                            }
                        });
        return safe.toString();
    }

    /** No file name holds these, nor half a character, nor what the system's encoding lacks. */
    private static boolean unfit(int codePoint) {
        return codePoint == '/'
                || codePoint == 0
                || codePoint >= 0x80
                        && !DISK_CHARSET.newEncoder().canEncode(Character.toString(codePoint));
    }

    /** {@code report (2).txt} for {@code report.txt}. */
    static String numbered(String name, int n) {
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String extension = dot > 0 ? name.substring(dot) : "";
        String suffix = " (" + n + ")" + extension;
        return cut(stem, DISK_LIMIT_BYTES - suffix.getBytes(StandardCharsets.UTF_8).length)
                + suffix;
    }

    private static String cut(String name, int limitBytes) {
        String fits = name;
        while (fits.getBytes(StandardCharsets.UTF_8).length > limitBytes) {
            fits = fits.substring(0, fits.offsetByCodePoints(fits.length(), -1));
        }
        return fits;
    }
}

package com.aqwacloud.sandbox.osgi;

import com.aqwacloud.sandbox.Sandbox;
import com.aqwacloud.sandbox.account.Cloud;
import com.aqwacloud.sandbox.account.DriveKind;
import com.aqwacloud.sandbox.account.Owner;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The further accounts that the configuration names: {@code google.accounts} and {@code
 * onedrive.accounts} list them, {@code google.accounts.NAME.folder} and {@code
 * onedrive.accounts.NAME.kind} say more of one, {@code onedrive.kind} of all.
 */
final class AccountSettings {

    private static final String FILE = SandboxComponent.FILE + ": ";
    private static final Pattern DETAIL =
            Pattern.compile("(google|onedrive)\\.accounts\\.(.*)\\.([a-z]+)");

    private final Map<String, Object> config;

    AccountSettings(Map<String, Object> config) {
        this.config = config;
    }

    /**
     * @throws IllegalArgumentException naming the file and the key whose value makes no sense
     */
    void applyTo(Sandbox.Builder builder) {
        String kind = text("onedrive.kind");
        if (!kind.isEmpty()) {
            builder.oneDriveKind(kind("onedrive.kind", kind));
        }
        for (Cloud cloud : Cloud.values()) {
            add(builder, cloud, names(cloud));
        }
        for (String key : config.keySet()) {
            checkDetail(key);
        }
    }

    private void add(Sandbox.Builder builder, Cloud cloud, Set<String> names) {
        String list = cloud.id() + ".accounts";
        if (!names.isEmpty() && text(cloud.id() + ".folder").isEmpty()) {
            throw problem(list, cloud.id() + ".folder is needed for the first account");
        }
        for (String name : names) {
            if (!Owner.isName(name)) {
                throw problem(
                        list, "\"" + name + "\" is no name of 1 to 32 of the characters a-z 0-9 -");
            }
            if (name.equals(Owner.DEFAULT)) {
                throw problem(
                        list,
                        name + " is the account that is always there; name others, such as anna");
            }
            String folderKey = list + "." + name + ".folder";
            String kindKey = list + "." + name + ".kind";
            String kind = text(kindKey);
            builder.account(
                    cloud.id(),
                    name,
                    folder(folderKey),
                    kind.isEmpty() ? null : kind(kindKey, kind));
        }
    }

    private Set<String> names(Cloud cloud) {
        Set<String> names = new LinkedHashSet<>();
        for (String name : text(cloud.id() + ".accounts").split(",")) {
            if (!name.isBlank() && !names.add(name.trim())) {
                throw problem(cloud.id() + ".accounts", name.trim() + " stands there twice");
            }
        }
        return names;
    }

    private Path folder(String key) {
        String given = text(key);
        try {
            return given.isEmpty() ? null : Path.of(given);
        } catch (InvalidPathException e) {
            throw problem(key, given + " can't be a folder");
        }
    }

    private static String kind(String key, String given) {
        return DriveKind.of(given)
                .map(DriveKind::id)
                .orElseThrow(() -> problem(key, given + " is not personal or business"));
    }

    /** A detail of an account that is not listed is a slip. */
    private void checkDetail(String key) {
        Matcher detail = DETAIL.matcher(key);
        if (!detail.matches()) {
            return;
        }
        Cloud cloud = Cloud.of(detail.group(1)).orElseThrow();
        if (!names(cloud).contains(detail.group(2))) {
            throw problem(key, detail.group(2) + " is not listed in " + cloud.id() + ".accounts");
        }
        boolean known =
                detail.group(3).equals("folder")
                        || detail.group(3).equals("kind") && cloud == Cloud.ONEDRIVE;
        if (!known) {
            throw problem(key, "there is no such setting");
        }
    }

    private String text(String key) {
        Object value = config.get(key);
        return value == null ? "" : value.toString().trim();
    }

    private static IllegalArgumentException problem(String key, String detail) {
        return new IllegalArgumentException(FILE + key + ": " + detail);
    }
}

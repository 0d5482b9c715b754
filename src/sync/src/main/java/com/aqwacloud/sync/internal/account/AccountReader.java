package com.aqwacloud.sync.internal.account;

import com.aqwacloud.sync.api.Cloud;
import com.aqwacloud.sync.api.InvalidValueException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the values of one account. */
final class AccountReader {
    private static final String SANDBOX_SECRET = "sandbox";
    private static final List<String> KEYS =
            List.of(
                    "cloud",
                    "endpoint",
                    "client-id",
                    "client-secret",
                    "refresh-token",
                    "tenant",
                    "drive-id");
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,127}");
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z0-9_!.,-]{1,200}");

    private final String name;
    private final Map<String, String> values;
    private final SandboxAddress sandbox;

    AccountReader(String name, Map<String, String> values, SandboxAddress sandbox) {
        this.name = name;
        this.values = values;
        this.sandbox = sandbox;
    }

    AccountEntry read() {
        Cloud cloud = null;
        try {
            cloud = cloud();
            for (String key : values.keySet()) {
                if (!KEYS.contains(key)) {
                    throw refuse(
                            key, "is no account setting; known are " + String.join(", ", KEYS));
                }
            }
            AccountSettings settings =
                    endpoint() == AccountEndpoint.SANDBOX ? sandbox(cloud) : real(cloud);
            return entry(cloud, Optional.of(settings), Optional.empty());
        } catch (InvalidValueException e) {
            return entry(
                    cloud,
                    Optional.empty(),
                    Optional.of(AccountsConfig.FILE + ": " + e.getMessage()));
        } catch (SandboxUnknown e) {
            return entry(cloud, Optional.empty(), Optional.of(sandbox.problem()));
        }
    }

    private AccountEntry entry(
            Cloud cloud, Optional<AccountSettings> settings, Optional<String> problem) {
        String endpoint = value("endpoint").orElse(AccountEndpoint.REAL.word());
        return new AccountEntry(name, cloud, endpoint, settings, problem);
    }

    private Cloud cloud() {
        String cloud =
                value("cloud")
                        .orElseThrow(
                                () -> refuse("cloud", "is missing; it must be google or onedrive"));
        return switch (cloud.toLowerCase(Locale.ROOT)) {
            case "google" -> Cloud.GOOGLE;
            case "onedrive" -> Cloud.ONEDRIVE;
            default -> throw refuse("cloud", "must be google or onedrive, not \"" + cloud + "\"");
        };
    }

    private AccountEndpoint endpoint() {
        String endpoint = value("endpoint").orElse(AccountEndpoint.REAL.word());
        return switch (endpoint.toLowerCase(Locale.ROOT)) {
            case "real" -> AccountEndpoint.REAL;
            case "sandbox" -> AccountEndpoint.SANDBOX;
            default ->
                    throw refuse("endpoint", "must be real or sandbox, not \"" + endpoint + "\"");
        };
    }

    private AccountSettings sandbox(Cloud cloud) {
        if (sandbox.problem() != null) {
            throw new SandboxUnknown();
        }
        String root = sandbox.root().toString();
        boolean google = cloud == Cloud.GOOGLE;
        return new AccountSettings(
                name,
                cloud,
                AccountEndpoint.SANDBOX,
                URI.create(root + (google ? "/" : "/v1.0")),
                URI.create(root + (google ? "/token" : "/" + tenant(cloud) + "/oauth2/v2.0/token")),
                SANDBOX_SECRET,
                SANDBOX_SECRET,
                SANDBOX_SECRET,
                google ? null : AccountSettings.MICROSOFT_SCOPES,
                drive());
    }

    private AccountSettings real(Cloud cloud) {
        boolean google = cloud == Cloud.GOOGLE;
        String tenant = tenant(cloud);
        return new AccountSettings(
                name,
                cloud,
                AccountEndpoint.REAL,
                URI.create(
                        google
                                ? "https://www.googleapis.com/"
                                : "https://graph.microsoft.com/v1.0"),
                URI.create(
                        google
                                ? "https://oauth2.googleapis.com/token"
                                : "https://login.microsoftonline.com/"
                                        + tenant
                                        + "/oauth2/v2.0/token"),
                needed("client-id"),
                // A public client of Microsoft has no secret and must not send one.
                google ? needed("client-secret") : value("client-secret").orElse(null),
                needed("refresh-token"),
                google ? null : AccountSettings.MICROSOFT_SCOPES,
                drive());
    }

    private String tenant(Cloud cloud) {
        Optional<String> tenant = value("tenant");
        if (cloud == Cloud.GOOGLE && tenant.isPresent()) {
            throw refuse("tenant", "is for onedrive accounts only");
        }
        String value = tenant.orElse("common");
        if (!TENANT.matcher(value).matches()) {
            throw refuse(
                    "tenant",
                    "must be common, organizations, consumers, or a tenant's id or domain, not \""
                            + value
                            + "\"");
        }
        return value;
    }

    private String drive() {
        Optional<String> drive = value("drive-id");
        drive.filter(id -> !DRIVE.matcher(id).matches())
                .ifPresent(
                        id -> {
                            throw refuse("drive-id", "is no drive id: \"" + id + "\"");
                        });
        return drive.orElse(null);
    }

    private String needed(String key) {
        return value(key)
                .orElseThrow(
                        () ->
                                refuse(
                                        key,
                                        "is missing; fill it in, or set "
                                                + name
                                                + ".endpoint to sandbox"));
    }

    private Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
    }

    private InvalidValueException refuse(String key, String reason) {
        return new InvalidValueException(name + "." + key, reason);
    }

    /** The account is in the sandbox, whose own settings are wrong. */
    private static final class SandboxUnknown extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}

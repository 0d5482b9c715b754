package com.aqwacloud.sync.internal.engine;

import com.aqwacloud.camel.component.microsoft.onedrive.MicrosoftOneDriveComponent;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.internal.account.CloudAccount;
import com.aqwacloud.sync.internal.bandwidth.Bandwidths;
import com.aqwacloud.sync.internal.google.DriveComponents;
import com.aqwacloud.sync.internal.quota.Governor;
import com.aqwacloud.sync.internal.quota.Governors;
import com.aqwacloud.sync.internal.route.ComponentNames;
import com.aqwacloud.sync.internal.transfer.SourceReader;
import com.aqwacloud.sync.internal.transfer.ThrottledContent;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.Component;

/** The Camel components by which accounts are called, each within its quota. Thread-safe. */
final class CloudComponents implements ComponentNames {
    private final DriveComponents drive;
    private final Map<String, Component> components;
    private final Map<String, Governor> byComponent;
    private final Governors governors;
    private final Bandwidths bandwidths;

    CloudComponents(Collection<CloudAccount> accounts, Governors governors, Bandwidths bandwidths) {
        this.drive = new DriveComponents(accounts, governors);
        var all = new HashMap<String, Component>(drive.components());
        all.putAll(OneDriveComponents.of(accounts, governors));
        this.components = all;
        this.byComponent =
                accounts.stream()
                        .collect(
                                Collectors.toMap(
                                        CloudComponents::component,
                                        account -> governors.of(account.cloud(), account.name())));
        this.governors = governors;
        this.bandwidths = bandwidths;
    }

    private static String component(CloudAccount account) {
        return switch (account.cloud()) {
            case GOOGLE -> DriveComponents.componentName(account.name());
            case ONEDRIVE -> OneDriveComponents.componentName(account.name());
        };
    }

    /** By their names. */
    Map<String, Component> all() {
        return components;
    }

    @Override
    public String google(String account) {
        return DriveComponents.componentName(account);
    }

    @Override
    public String oneDrive(String account) {
        return OneDriveComponents.componentName(account);
    }

    /** What the account of a component is governed by. */
    Optional<Governor> governor(String component) {
        return Optional.ofNullable(byComponent.get(component));
    }

    /** What reads the source of a session, as fast as the session may. */
    SourceReader reader(Session session) {
        String account = session.source();
        var source =
                new DriveSource(
                        drive.content(account, session.id()), drive.exports(account, session.id()));
        return (origin, size) ->
                new ThrottledContent(source.content(origin, size), bandwidths.of(session.id()));
    }

    /** Has requests under way, and those that wait for their turn, come to nothing. */
    void hangUp() {
        governors.end();
        drive.end();
        for (Component component : components.values()) {
            if (component instanceof MicrosoftOneDriveComponent oneDrive) {
                oneDrive.abortRequests();
            }
        }
    }
}

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
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.apache.camel.Component;

/** The Camel components by which accounts are called, each within its quota. Thread-safe. */
final class CloudComponents implements ComponentNames {
    /** Four of the largest documents that are held; the smallest heap has room for them. */
    private static final int MOST_HELD_BYTES = 4 * ExportedDocument.MOST_HELD_BYTES;

    private final DriveComponents drive;
    private final Map<String, Component> components;
    private final Map<String, Governor> byComponent;
    private final Governors governors;
    private final Bandwidths bandwidths;

    /** For the documents that are held in memory at a time, of all sessions. */
    private final Semaphore room = new Semaphore(MOST_HELD_BYTES / HeldBytes.PIECE_BYTES);

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
        return new DriveSource(
                drive.content(account, session.id()),
                drive.exports(account, session.id()),
                () -> bandwidths.of(session.id()),
                room);
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

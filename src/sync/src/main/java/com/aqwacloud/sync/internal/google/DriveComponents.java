package com.aqwacloud.sync.internal.google;

import com.aqwacloud.sync.api.Cloud;
import com.aqwacloud.sync.api.NotFoundException;
import com.aqwacloud.sync.internal.account.CloudAccount;
import com.aqwacloud.sync.internal.quota.Governors;
import com.google.api.services.drive.Drive;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Component;
import org.apache.camel.component.google.drive.GoogleDriveComponent;
import org.apache.camel.component.google.drive.GoogleDriveConfiguration;

/** The Drive clients of all Google accounts, and a Camel component for each. */
public final class DriveComponents {
    private static final String SCHEME = "google-drive";

    /** The account that routes mean who say no other. */
    private static final String USUAL_ACCOUNT = "google";

    /** The component insists on credentials, which its client then does not use. */
    private static final String UNUSED = "kept-by-the-account";

    private final Map<String, DriveClientFactory> factories = new TreeMap<>();

    /**
     * @param accounts usable accounts; those of the other cloud are left out
     * @param governors of all accounts
     */
    public DriveComponents(Collection<CloudAccount> accounts, Governors governors) {
        for (CloudAccount account : accounts) {
            if (account.cloud() == Cloud.GOOGLE) {
                factories.put(
                        account.name(),
                        new DriveClientFactory(
                                account, governors.of(Cloud.GOOGLE, account.name())));
            }
        }
    }

    /** The component's name, which is the scheme in routes, for an account. */
    public static String componentName(String account) {
        return account.equals(USUAL_ACCOUNT) ? SCHEME : SCHEME + "-" + account;
    }

    /** A component for each account, by its name in routes. */
    public Map<String, Component> components() {
        var components = new TreeMap<String, Component>();
        factories.forEach(
                (account, factory) -> components.put(componentName(account), component(factory)));
        return components;
    }

    /**
     * The client of an account.
     *
     * @throws NotFoundException if there is no such usable Google account
     */
    public Drive client(String account) {
        DriveClientFactory factory = factories.get(account);
        if (factory == null) {
            throw new NotFoundException("account", account);
        }
        return factory.client();
    }

    /**
     * The contents of an account's files.
     *
     * @param session on whose behalf they are read
     * @throws NotFoundException if there is no such usable Google account
     */
    public DriveContent content(String account, String session) {
        return new DriveContent(client(account), session);
    }

    /**
     * The documents of an account as files of other formats.
     *
     * @param session on whose behalf they are read
     * @throws NotFoundException if there is no such usable Google account
     */
    public DriveExports exports(String account, String session) {
        return new DriveExports(client(account), session);
    }

    /** Ends all connections: for a stop that is not to wait for a cloud that does not answer. */
    public void end() {
        factories.values().forEach(DriveClientFactory::end);
    }

    private static GoogleDriveComponent component(DriveClientFactory factory) {
        var configuration = new GoogleDriveConfiguration();
        configuration.setClientId(UNUSED);
        configuration.setClientSecret(UNUSED);
        configuration.setApplicationName(DriveClientFactory.APPLICATION);
        var component = new GoogleDriveComponent();
        component.setConfiguration(configuration);
        component.setClientFactory(factory);
        return component;
    }
}

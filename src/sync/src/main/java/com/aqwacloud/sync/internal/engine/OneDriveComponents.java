package com.aqwacloud.sync.internal.engine;

import com.aqwacloud.camel.component.microsoft.onedrive.MicrosoftOneDriveComponent;
import com.aqwacloud.camel.component.microsoft.onedrive.MicrosoftOneDriveConfiguration;
import com.aqwacloud.sync.api.Cloud;
import com.aqwacloud.sync.internal.account.CloudAccount;
import com.aqwacloud.sync.internal.account.GraphTokens;
import com.aqwacloud.sync.internal.quota.Governors;
import com.aqwacloud.sync.internal.quota.GraphGate;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Component;

/** A configured OneDrive component for each account. */
final class OneDriveComponents {
    private static final String SCHEME = "microsoft-onedrive";

    /** The account that routes mean who say no other. */
    private static final String USUAL_ACCOUNT = "onedrive";

    private OneDriveComponents() {}

    /** The component's name, which is the scheme in routes, for an account. */
    static String componentName(String account) {
        return account.equals(USUAL_ACCOUNT) ? SCHEME : SCHEME + "-" + account;
    }

    /** A component for each OneDrive account, by its name in routes. */
    static Map<String, Component> of(Collection<CloudAccount> accounts, Governors governors) {
        var components = new TreeMap<String, Component>();
        for (CloudAccount account : accounts) {
            if (account.cloud() == Cloud.ONEDRIVE) {
                components.put(componentName(account.name()), component(account, governors));
            }
        }
        return components;
    }

    private static Component component(CloudAccount account, Governors governors) {
        var configuration = new MicrosoftOneDriveConfiguration();
        configuration.setBaseUrl(account.settings().apiRoot().toString());
        account.settings().drive().ifPresent(configuration::setDriveId);
        configuration.setUserAgent("NONISV|AqwaCloud|AqwaCloud/1.0");
        configuration.setAccessTokenSupplier(new GraphTokens(account.tokens()));
        configuration.setRequestGate(new GraphGate(governors.of(Cloud.ONEDRIVE, account.name())));
        var component = new MicrosoftOneDriveComponent();
        component.setConfiguration(configuration);
        return component;
    }
}

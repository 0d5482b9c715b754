package com.aqwacloud.sandbox.oauth;

import com.aqwacloud.sandbox.account.Cloud;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Where everything is, for clients that ask. */
record Discovery(Cloud cloud) {

    private static final List<String> MODES = List.of("query", "fragment", "form_post");

    /** The document of OpenID Connect Discovery. */
    Reply document(Call call) {
        call.operation("openid-configuration");
        String base = call.base();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (cloud == Cloud.GOOGLE) {
            node.put("issuer", IdTokens.googleIssuer(call));
            node.put("authorization_endpoint", base + "/o/oauth2/v2/auth");
            node.put("token_endpoint", base + "/token");
            node.put("userinfo_endpoint", base + "/oauth2/v3/userinfo");
            node.put("revocation_endpoint", base + "/revoke");
            node.put("jwks_uri", base + "/oauth2/v3/certs");
            list(node, "grant_types_supported", List.of("authorization_code", "refresh_token"));
            list(node, "scopes_supported", List.of("openid", "email", "profile"));
        } else {
            String tenant = Tenant.of(call.rawPath()).name();
            String oauth = base + "/" + tenant + "/oauth2/v2.0/";
            boolean many = List.of("common", "organizations").contains(tenant);
            String directory = tenant.equals("consumers") ? Tenant.CONSUMERS : tenant;
            node.put("issuer", base + "/" + (many ? "{tenantid}" : directory) + "/v2.0");
            node.put("authorization_endpoint", oauth + "authorize");
            node.put("token_endpoint", oauth + "token");
            node.put("userinfo_endpoint", base + "/oidc/userinfo");
            node.put("jwks_uri", base + "/" + tenant + "/discovery/v2.0/keys");
            list(node, "scopes_supported", List.of("openid", "profile", "email", "offline_access"));
        }
        list(node, "response_types_supported", List.of("code"));
        list(node, "response_modes_supported", MODES);
        list(node, "subject_types_supported", List.of("public"));
        list(node, "id_token_signing_alg_values_supported", IdTokens.algorithms());
        list(
                node,
                "token_endpoint_auth_methods_supported",
                List.of("client_secret_post", "client_secret_basic"));
        list(node, "code_challenge_methods_supported", List.of("plain", "S256"));
        return Reply.ok(node);
    }

    /** Microsoft's: which hosts speak for which. */
    Reply instance(Call call) {
        call.operation("discovery.instance");
        String host = call.base().replaceFirst("^https?://", "");
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put(
                "tenant_discovery_endpoint",
                call.base() + "/common/v2.0/.well-known/openid-configuration");
        node.put("api-version", "1.1");
        ObjectNode entry = node.putArray("metadata").addObject();
        entry.put("preferred_network", host).put("preferred_cache", host);
        entry.putArray("aliases").add(host);
        return Reply.ok(node);
    }

    private static void list(ObjectNode node, String name, List<String> values) {
        var array = node.putArray(name);
        values.forEach(array::add);
    }
}

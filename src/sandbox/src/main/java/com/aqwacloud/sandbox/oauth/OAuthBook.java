package com.aqwacloud.sandbox.oauth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who allowed what to which application, and which applications are registered; on disk, so that
 * tokens outlive a restart and a revocation does too. Thread-safe.
 */
final class OAuthBook {

    /** So many refresh tokens may an application have of one account: older ones die silently. */
    private static final int MOST_GRANTS = 100;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Clock clock;

    /** Guarded by this; in the order in which they were given. */
    private final Map<String, Grant> grants = new LinkedHashMap<>();

    /** Guarded by this. */
    private final Map<Parties, Set<String>> consents = new LinkedHashMap<>();

    /** Guarded by this. */
    private final Map<String, Client> clients = new LinkedHashMap<>();

    private record Parties(String account, String client) {}

    private record Consent(String account, String client, List<String> scopes) {}

    private record Content(List<Grant> grants, List<Consent> consents, List<Client> clients) {}

    /**
     * Opens the book of a cloud.
     *
     * @throws IOException if it can't be read, or is damaged
     */
    OAuthBook(Path file, Clock clock) throws IOException {
        this.file = file;
        this.clock = clock;
        if (!Files.exists(file)) {
            return;
        }
        try {
            Content content = JSON.readValue(file.toFile(), Content.class);
            content.grants().forEach(grant -> grants.put(grant.id(), grant));
            content.consents()
                    .forEach(
                            c ->
                                    consents.put(
                                            new Parties(c.account(), c.client()),
                                            new LinkedHashSet<>(c.scopes())));
            content.clients().forEach(client -> clients.put(client.id(), client));
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is damaged", e);
        }
    }

    /** Empty if it was revoked, has ended, or never was. */
    synchronized Optional<Grant> find(String id) {
        return Optional.ofNullable(grants.get(id)).filter(grant -> grant.until() > clock.millis());
    }

    /** Writes down one more grant, which ends after a while unless it is used. */
    synchronized Grant grant(
            String account,
            String client,
            List<String> scopes,
            boolean offline,
            boolean spa,
            Duration life) {
        Grant grant =
                new Grant(
                        UUID.randomUUID().toString(),
                        account,
                        client,
                        scopes,
                        offline,
                        spa,
                        clock.instant().plus(life).toEpochMilli());
        grants.put(grant.id(), grant);
        List<Grant> ofBoth =
                grants.values().stream().filter(g -> g.isBetween(account, client)).toList();
        ofBoth.stream()
                .limit(Math.max(0, ofBoth.size() - MOST_GRANTS))
                .forEach(old -> grants.remove(old.id()));
        save();
        return grant;
    }

    /** The grant that a fixed token stands on: the same one each time, however often it is used. */
    synchronized Grant standing(String account, String client, List<String> scopes, Duration life) {
        Optional<Grant> known =
                grants.values().stream()
                        .filter(g -> g.isBetween(account, client) && g.scopes().equals(scopes))
                        .filter(g -> g.offline() && g.until() > clock.millis())
                        .findFirst();
        known.ifPresent(found -> renew(found, life));
        return known.orElseGet(() -> grant(account, client, scopes, true, false, life));
    }

    /** A grant's refresh token was used: its life begins anew. */
    synchronized void renew(Grant grant, Duration life) {
        Instant until = clock.instant().plus(life);
        // To the hour is good enough, and spares the disk.
        boolean worth = until.toEpochMilli() - grant.until() > Duration.ofHours(1).toMillis();
        if (worth && grants.containsKey(grant.id())) {
            grants.put(grant.id(), grant.extended(until.toEpochMilli()));
            save();
        }
    }

    /** Everything that an account's owner ever allowed an application is void. */
    synchronized void revoke(String account, String client) {
        grants.values().removeIf(grant -> grant.isBetween(account, client));
        consents.remove(new Parties(account, client));
        save();
    }

    /** Everything that anyone allowed an account's applications is void. */
    synchronized void revokeAll(String account) {
        grants.values().removeIf(grant -> grant.account().equals(account));
        consents.keySet().removeIf(parties -> parties.account().equals(account));
        save();
    }

    /** What an account's owner said yes to before. */
    synchronized Set<String> consented(String account, String client) {
        return Set.copyOf(consents.getOrDefault(new Parties(account, client), Set.of()));
    }

    synchronized void consent(String account, String client, List<String> scopes) {
        boolean more =
                consents.computeIfAbsent(new Parties(account, client), k -> new LinkedHashSet<>())
                        .addAll(scopes);
        if (more) {
            save();
        }
    }

    /** Whether only registered applications are known. */
    synchronized boolean registersClients() {
        return !clients.isEmpty();
    }

    synchronized Optional<Client> client(String id) {
        return Optional.ofNullable(clients.get(id));
    }

    synchronized List<Client> clients() {
        return List.copyOf(clients.values());
    }

    /** Registers an application, or changes its entry. */
    synchronized void register(Client client) {
        clients.put(client.id(), client);
        save();
    }

    /** Any application is known again. */
    synchronized void forgetClients() {
        clients.clear();
        save();
    }

    private void save() {
        long now = clock.millis();
        grants.values().removeIf(grant -> grant.until() <= now);
        List<Consent> said = new ArrayList<>();
        consents.forEach(
                (parties, scopes) ->
                        said.add(
                                new Consent(
                                        parties.account(), parties.client(), List.copyOf(scopes))));
        Content content =
                new Content(List.copyOf(grants.values()), said, List.copyOf(clients.values()));
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.write(fresh, JSON.writeValueAsBytes(content));
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

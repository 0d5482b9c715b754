package com.aqwacloud.sandbox;

import com.aqwacloud.sandbox.account.Account;
import com.aqwacloud.sandbox.account.AccountBook;
import com.aqwacloud.sandbox.account.Cloud;
import com.aqwacloud.sandbox.account.DriveKind;
import com.aqwacloud.sandbox.account.Owner;
import com.aqwacloud.sandbox.control.Problem;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.aqwacloud.sandbox.oauth.Tokens;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** {@code /sandbox/accounts}: which accounts there are, and one more. */
final class AccountsEndpoint {

    private static final Set<String> FIELDS = Set.of("cloud", "name", "folder", "kind");

    private final AccountRegistry registry;

    AccountsEndpoint(AccountRegistry registry) {
        this.registry = registry;
    }

    Reply handle(Call call) throws IOException {
        return switch (call.method()) {
            case "GET" -> {
                ObjectNode node = JsonNodeFactory.instance.objectNode();
                var list = node.putArray("accounts");
                registry.all().forEach(account -> list.add(json(account)));
                yield Reply.ok(node);
            }
            case "POST" -> create(call);
            default -> Problem.reply(405, "GET and POST are what it takes");
        };
    }

    private Reply create(Call call) throws IOException {
        try {
            ControlCall given = ControlCall.of(call, FIELDS);
            Cloud cloud =
                    Cloud.of(given.need("cloud"))
                            .orElseThrow(
                                    () ->
                                            new IllegalArgumentException(
                                                    "cloud: google or onedrive is needed"));
            String name = given.need("name");
            Owner.check(name);
            Path folder = given.text("folder").map(AccountBook::folder).orElse(null);
            Optional<String> kind = given.text("kind");
            if (kind.isPresent() && (cloud == Cloud.GOOGLE || DriveKind.of(kind.get()).isEmpty())) {
                throw new IllegalArgumentException(
                        "kind: personal or business, and for onedrive only");
            }
            Account made =
                    registry.open(
                            cloud, name, folder, kind.flatMap(DriveKind::of).orElse(null), true);
            return Reply.json(201, json(made));
        } catch (AccountRegistry.NameTakenException e) {
            return Problem.reply(409, e.getMessage());
        } catch (IllegalArgumentException e) {
            return Problem.reply(e);
        } catch (IOException e) {
            return Problem.reply(400, "folder: it can't be used: " + e);
        }
    }

    private static ObjectNode json(Account account) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("cloud", account.cloud().id());
        node.put("name", account.name());
        node.put("mail", account.owner().mail());
        node.put(
                "token",
                account.owner().isFirst() ? Tokens.FIXED : Tokens.FIXED + "-" + account.name());
        node.put("folder", account.folder().toString());
        if (account.kind() != null) {
            node.put("kind", account.kind().id());
        }
        return node;
    }
}

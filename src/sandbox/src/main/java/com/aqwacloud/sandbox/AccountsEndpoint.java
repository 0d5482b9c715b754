package com.aqwacloud.sandbox;

import com.aqwacloud.sandbox.account.Account;
import com.aqwacloud.sandbox.account.AccountBook;
import com.aqwacloud.sandbox.account.Cloud;
import com.aqwacloud.sandbox.account.DriveKind;
import com.aqwacloud.sandbox.account.Owner;
import com.aqwacloud.sandbox.control.Given;
import com.aqwacloud.sandbox.control.Lever;
import com.aqwacloud.sandbox.control.Problem;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.aqwacloud.sandbox.oauth.Tokens;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code /sandbox/accounts}: which accounts there are, and one more. */
final class AccountsEndpoint implements Lever {

    private static final List<String> CLOUDS =
            Arrays.stream(Cloud.values()).map(Cloud::id).toList();
    private static final List<String> KINDS =
            Arrays.stream(DriveKind.values()).map(DriveKind::id).toList();

    private final AccountRegistry registry;

    AccountsEndpoint(AccountRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Reply handle(Call call, List<String> rest) throws IOException {
        if (!rest.isEmpty()) {
            return Problem.reply(404, "There is nothing below accounts");
        }
        return switch (call.method()) {
            case "GET" -> {
                ObjectNode node = JsonNodeFactory.instance.objectNode();
                var list = node.putArray("accounts");
                registry.all().forEach(account -> list.add(json(account)));
                yield Reply.ok(node);
            }
            case "POST" -> create(Given.of(call));
            default -> Problem.notAllowed("GET, POST");
        };
    }

    private Reply create(Given given) {
        Cloud cloud =
                given.word("cloud", CLOUDS)
                        .flatMap(Cloud::of)
                        .orElseThrow(() -> given.field("cloud", "google or onedrive is needed"));
        String name = given.text("name").orElse("");
        Optional<String> folder = given.text("folder");
        Optional<String> kind = given.word("kind", KINDS);
        given.nothingElse();
        if (kind.isPresent() && cloud == Cloud.GOOGLE) {
            throw given.field("kind", "for onedrive only");
        }
        try {
            Owner.check(name);
            Account made =
                    registry.open(
                            cloud,
                            name,
                            folder.map(AccountBook::folder).orElse(null),
                            kind.flatMap(DriveKind::of).orElse(null),
                            true);
            return Reply.json(201, json(made));
        } catch (AccountRegistry.NameTakenException e) {
            return Problem.reply(409, e.getMessage());
        } catch (IllegalArgumentException e) {
            return Problem.reply(400, e.getMessage());
        } catch (IOException e) {
            throw given.field("folder", "it can't be used: " + e);
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

package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.account.Owner;
import com.aqwacloud.sandbox.control.Given;
import com.aqwacloud.sandbox.control.Lever;
import com.aqwacloud.sandbox.control.Problem;
import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.Conflict;
import com.aqwacloud.sandbox.core.Guard;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is under {@code /sandbox/google}: sharing with another account, and facts of a file that no
 * client of Drive could set.
 */
final class LeverEndpoint implements Lever {

    private static final long MOST_EXPORT_BYTES = 256L << 20;
    private static final List<String> ROLES = List.of("writer", "commenter", "reader", "none");

    private final Community community;

    LeverEndpoint(Community community) {
        this.community = community;
    }

    @Override
    public Reply handle(Call call, List<String> rest) throws IOException {
        String what = String.join("/", rest);
        if (!List.of("share", "facts").contains(what)) {
            return Problem.reply(404, "There are share and facts here");
        }
        if (!call.method().equals("POST")) {
            return Problem.notAllowed("POST");
        }
        Given given = Given.of(call);
        String account = given.text("account").orElse(Owner.DEFAULT);
        CloudFolder folder =
                community
                        .folder(account)
                        .orElseThrow(() -> given.field("account", "there is none of that name"));
        Item item =
                given.text("fileId")
                        .flatMap(folder::find)
                        .filter(found -> found.parentId() != null)
                        .orElseThrow(() -> given.field("fileId", "the account has no such file"));
        return what.equals("share")
                ? share(given, account, folder, item)
                : facts(given, folder, item);
    }

    private Reply share(Given given, String account, CloudFolder folder, Item item)
            throws IOException {
        String with = given.text("with").orElse("");
        if (community.owner(with).isEmpty() || with.equals(account)) {
            throw given.field("with", "there is no other account of that name");
        }
        Optional<Role> role = Role.of(given.word("role", ROLES).orElse("reader"));
        given.nothingElse();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        community.share(folder, item, new Facts.Share(with, role, now));
        return Reply.empty(204);
    }

    private static Reply facts(Given given, CloudFolder folder, Item item) throws IOException {
        Map<String, Object> facts = new LinkedHashMap<>();
        given.flag("canDownload").ifPresent(value -> facts.put("canDownload", value));
        given.flag("abusive").ifPresent(value -> facts.put("abusive", value));
        given.whole("exportBytes", 0, MOST_EXPORT_BYTES)
                .ifPresent(value -> facts.put("exportBytes", value));
        given.whole("size", 0, Long.MAX_VALUE).ifPresent(value -> facts.put("size", value));
        given.text("resourceKey").ifPresent(value -> facts.put("resourceKey", value));
        Optional<String> opener = given.text("openedBy");
        given.nothingElse();
        Map<String, Object> properties = new Facts(item).with(facts);
        opener.ifPresent(client -> App.opened(properties, client));
        folder.update(item.id(), Community.with(properties), Conflict.DUPLICATE, Guard.NONE);
        return Reply.empty(204);
    }
}

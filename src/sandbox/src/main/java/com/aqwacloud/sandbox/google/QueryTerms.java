package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.core.Item;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** The single conditions of a search. Not thread-safe. */
final class QueryTerms {

    private static final int LONGEST_TEXT_BYTES = 1 << 20;

    private final QueryTokens tokens;
    private final Library library;

    QueryTerms(QueryTokens tokens, Library library) {
        this.tokens = tokens;
        this.library = library;
    }

    FileQuery.Search next() {
        QueryTokens.Token first = tokens.next();
        if (first.text()) {
            tokens.expect("in");
            return in(first.value(), tokens.next().value());
        }
        return FileQuery.Search.of(condition(first.value()));
    }

    private Predicate<Seen> condition(String term) {
        return switch (term) {
            case "name", "title" -> text(Seen::name, true);
            case "mimeType" -> text(Seen::mimeType, false);
            case "fullText" -> fullText();
            case "modifiedTime" -> time(seen -> seen.item().modified());
            case "createdTime" -> time(seen -> seen.item().created());
            case "viewedByMeTime" -> time(seen -> Instant.EPOCH);
            case "sharedWithMeTime" -> time(this::sharedSince);
            case "trashed" -> bool(Seen::trashed);
            case "starred" -> bool(s -> Boolean.TRUE.equals(s.item().properties().get("starred")));
            case "sharedWithMe" -> bool(this::sharedWithMe);
            case "visibility" -> visibility();
            case "properties", "appProperties" -> has(term);
            case "shortcutDetails" -> throw QueryTokens.refuse();
            default -> throw QueryTokens.refuse();
        };
    }

    private Instant sharedSince(Seen seen) {
        return seen.facts().shareWith(library.user()).map(Facts.Share::since).orElse(Instant.EPOCH);
    }

    private boolean sharedWithMe(Seen seen) {
        return seen.volume().isOthers() && seen.facts().shareWith(library.user()).isPresent();
    }

    private FileQuery.Search in(String value, String list) {
        return switch (list) {
            case "parents" -> {
                String id = value.equals("root") ? library.mine().folder().root().id() : value;
                yield new FileQuery.Search(
                        seen -> id.equals(seen.item().parentId()), Optional.of(Set.of(id)));
            }
            case "owners" ->
                    FileQuery.Search.of(
                            seen ->
                                    !seen.volume().isSharedDrive()
                                            && is(seen.volume().owner().account(), value));
            case "writers" -> FileQuery.Search.of(seen -> may(seen, value, true));
            case "readers" -> FileQuery.Search.of(seen -> may(seen, value, false));
            case "collections" -> throw QueryTokens.refuse();
            default -> throw QueryTokens.refuse();
        };
    }

    private boolean may(Seen seen, String who, boolean write) {
        boolean owner =
                seen.volume().isSharedDrive()
                        ? is(library.user().account(), who)
                        : is(seen.volume().owner().account(), who);
        return owner
                || seen.facts().openShares().stream()
                        .filter(share -> !write || share.role().orElseThrow().canEdit())
                        .anyMatch(share -> is(share.account(), who));
    }

    private boolean is(String account, String who) {
        if (who.equals("me")) {
            return account.equals(library.user().account());
        }
        return library.community()
                .owner(account)
                .orElse(library.user())
                .mail()
                .equalsIgnoreCase(who);
    }

    private Predicate<Seen> text(Function<Seen, String> of, boolean words) {
        String operator = tokens.next().value();
        String wanted = tokens.text();
        return switch (operator) {
            case "=" -> seen -> of.apply(seen).equals(wanted);
            case "!=" -> seen -> !of.apply(seen).equals(wanted);
            case "contains" ->
                    words
                            ? seen -> Words.begin(of.apply(seen), wanted)
                            : seen -> of.apply(seen).startsWith(wanted);
            default -> throw QueryTokens.refuse();
        };
    }

    /** Names, descriptions, and the text within documents and text files. */
    private Predicate<Seen> fullText() {
        tokens.expect("contains");
        String given = tokens.text();
        return seen ->
                Words.holds(seen.name(), given)
                        || seen.item().properties().get("description") instanceof String text
                                && Words.holds(text, given)
                        || isText(seen) && Words.holds(content(seen), given);
    }

    private static boolean isText(Seen seen) {
        return seen.nativeType().isPresent() || seen.blob() && seen.mimeType().startsWith("text/");
    }

    private static String content(Seen seen) {
        try (FileChannel channel = seen.volume().folder().read(seen.item())) {
            byte[] bytes = Channels.newInputStream(channel).readNBytes(LONGEST_TEXT_BYTES);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Predicate<Seen> has(String list) {
        tokens.expect("has");
        tokens.expect("{");
        tokens.expect("key");
        tokens.expect("=");
        String key = tokens.text();
        tokens.expect("and");
        tokens.expect("value");
        tokens.expect("=");
        String value = tokens.text();
        tokens.expect("}");
        return seen -> {
            Item item = seen.item();
            return item.properties().get(list) instanceof Map<?, ?> map
                    && value.equals(map.get(key));
        };
    }

    private Predicate<Seen> visibility() {
        String operator = tokens.next().value();
        boolean limited = tokens.text().equals("limited");
        return switch (operator) {
            case "=" -> seen -> limited;
            case "!=" -> seen -> !limited;
            default -> throw QueryTokens.refuse();
        };
    }

    private Predicate<Seen> time(Function<Seen, Instant> of) {
        String operator = tokens.next().value();
        Instant wanted = Times.parse(tokens.text()).orElseThrow(QueryTokens::refuse);
        return switch (operator) {
            case "=" -> seen -> of.apply(seen).equals(wanted);
            case "!=" -> seen -> !of.apply(seen).equals(wanted);
            case "<" -> seen -> of.apply(seen).isBefore(wanted);
            case ">" -> seen -> of.apply(seen).isAfter(wanted);
            case "<=" -> seen -> !of.apply(seen).isAfter(wanted);
            case ">=" -> seen -> !of.apply(seen).isBefore(wanted);
            default -> throw QueryTokens.refuse();
        };
    }

    private Predicate<Seen> bool(Predicate<Seen> of) {
        // "sharedWithMe" may stand alone.
        boolean differs = tokens.take("!=");
        if (!differs && !tokens.take("=")) {
            return of;
        }
        String value = tokens.next().value();
        if (!value.equals("true") && !value.equals("false")) {
            throw QueryTokens.refuse();
        }
        boolean wanted = value.equals("true") != differs;
        return seen -> of.test(seen) == wanted;
    }
}

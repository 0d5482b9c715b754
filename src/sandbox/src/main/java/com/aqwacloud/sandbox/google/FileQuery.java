package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.account.Owner;
import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A search such as {@code 'root' in parents and not (trashed=true or name contains 'x')}. */
final class FileQuery {

    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\s*(?:'((?:[^'\\\\]|\\\\.)*)'|(<=|>=|!=|=|<|>|\\(|\\))|([A-Za-z]+))\\s*");
    private static final int DEEPEST = 50;

    private final CloudFolder folder;
    private final Owner owner;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int depth;
    private String onlyParent;

    private record Token(boolean text, String value) {}

    private FileQuery(CloudFolder folder, Owner owner) {
        this.owner = owner;
        this.folder = folder;
    }

    /**
     * What a search asks for.
     *
     * @param parent if all that is found lies directly in one folder, its id
     */
    record Search(Predicate<Item> matches, Optional<String> parent) {}

    /**
     * @throws com.aqwacloud.sandbox.http.ApiException if the query is malformed
     */
    static Search parse(String q, CloudFolder folder, Owner owner) {
        return new FileQuery(folder, owner).parse(q);
    }

    private Search parse(String q) {
        Matcher matcher = TOKEN.matcher(q);
        int end = 0;
        while (end < q.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw GoogleError.invalid("q");
            }
            end = matcher.end();
            if (matcher.group(1) != null) {
                tokens.add(new Token(true, matcher.group(1).replaceAll("\\\\(.)", "$1")));
            } else {
                String word = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
                tokens.add(new Token(false, word));
            }
        }
        Predicate<Item> matches = or(true);
        if (at < tokens.size()) {
            throw GoogleError.invalid("q");
        }
        return new Search(matches, Optional.ofNullable(onlyParent));
    }

    private Predicate<Item> or(boolean required) {
        if (++depth > DEEPEST) {
            throw GoogleError.invalid("q");
        }
        String before = onlyParent;
        Predicate<Item> found = and(required);
        while (take("or")) {
            onlyParent = before;
            found = found.or(and(false));
        }
        depth--;
        return found;
    }

    private Predicate<Item> and(boolean required) {
        Predicate<Item> found = not(required);
        while (take("and")) {
            found = found.and(not(required));
        }
        return found;
    }

    private Predicate<Item> not(boolean required) {
        if (take("not")) {
            if (++depth > DEEPEST) {
                throw GoogleError.invalid("q");
            }
            Predicate<Item> found = not(false).negate();
            depth--;
            return found;
        }
        if (take("(")) {
            Predicate<Item> found = or(required);
            if (!take(")")) {
                throw GoogleError.invalid("q");
            }
            return found;
        }
        return term(required);
    }

    private Predicate<Item> term(boolean required) {
        Token first = next();
        if (first.text()) {
            if (!take("in")) {
                throw GoogleError.invalid("q");
            }
            return in(first.value(), next().value(), required);
        }
        String operator = next().value();
        Token value = next();
        return switch (first.value()) {
            case "name" -> text(operator, value, Item::name);
            case "mimeType" -> text(operator, value, FileJson::mimeType);
            case "modifiedTime" -> time(operator, value, Item::modified);
            case "createdTime" -> time(operator, value, Item::created);
            case "trashed" -> bool(operator, value, folder::inTrash);
            case "starred" ->
                    bool(operator, value, i -> Boolean.TRUE.equals(i.properties().get("starred")));
            case "sharedWithMe" -> bool(operator, value, i -> false);
            default -> throw GoogleError.invalid("q");
        };
    }

    private Predicate<Item> in(String value, String list, boolean required) {
        return switch (list) {
            case "parents" -> {
                String id = value.equals("root") ? folder.root().id() : value;
                if (required) {
                    onlyParent = id;
                }
                yield item -> id.equals(item.parentId());
            }
            case "owners", "writers", "readers" ->
                    item -> value.equals("me") || value.equalsIgnoreCase(owner.mail());
            default -> throw GoogleError.invalid("q");
        };
    }

    private static Predicate<Item> text(
            String operator, Token value, java.util.function.Function<Item, String> of) {
        if (!value.text()) {
            throw GoogleError.invalid("q");
        }
        String wanted = value.value();
        return switch (operator) {
            case "=" -> item -> of.apply(item).equals(wanted);
            case "!=" -> item -> !of.apply(item).equals(wanted);
            case "contains" -> item -> contains(of.apply(item), wanted);
            default -> throw GoogleError.invalid("q");
        };
    }

    /** Drive finds a name by the beginnings of its words. */
    private static boolean contains(String text, String wanted) {
        String where = text.toLowerCase(Locale.ROOT);
        String what = wanted.toLowerCase(Locale.ROOT);
        for (int i = where.indexOf(what); i >= 0; i = where.indexOf(what, i + 1)) {
            if (i == 0
                    || !Character.isLetterOrDigit(where.charAt(i - 1))
                    || what.isEmpty()
                    || !Character.isLetterOrDigit(what.charAt(0))) {
                return true;
            }
            if (i + 1 > where.length() - what.length()) {
                return false;
            }
        }
        return false;
    }

    private static Predicate<Item> time(
            String operator, Token value, java.util.function.Function<Item, Instant> of) {
        if (!value.text()) {
            throw GoogleError.invalid("q");
        }
        Instant wanted = Times.parse(value.value()).orElseThrow(() -> GoogleError.invalid("q"));
        return switch (operator) {
            case "=" -> item -> of.apply(item).equals(wanted);
            case "!=" -> item -> !of.apply(item).equals(wanted);
            case "<" -> item -> of.apply(item).isBefore(wanted);
            case ">" -> item -> of.apply(item).isAfter(wanted);
            case "<=" -> item -> !of.apply(item).isAfter(wanted);
            case ">=" -> item -> !of.apply(item).isBefore(wanted);
            default -> throw GoogleError.invalid("q");
        };
    }

    private static Predicate<Item> bool(String operator, Token value, Predicate<Item> of) {
        boolean wanted =
                switch (value.value()) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw GoogleError.invalid("q");
                };
        return switch (operator) {
            case "=" -> item -> of.test(item) == wanted;
            case "!=" -> item -> of.test(item) != wanted;
            default -> throw GoogleError.invalid("q");
        };
    }

    private boolean take(String word) {
        if (at < tokens.size() && !tokens.get(at).text() && tokens.get(at).value().equals(word)) {
            at++;
            return true;
        }
        return false;
    }

    private Token next() {
        if (at == tokens.size()) {
            throw GoogleError.invalid("q");
        }
        return tokens.get(at++);
    }
}

package com.aqwacloud.sandbox.google;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a search, one after the other. Not thread-safe. */
final class QueryTokens {

    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\s*+(?:(?<quote>['\"])|(<=|>=|!=|=|<|>|\\(|\\)|\\{|\\})|([A-Za-z]+))");

    private final List<Token> tokens = new ArrayList<>();
    private int at;

    /**
     * @param text whether it stood in quotes
     */
    record Token(boolean text, String value) {}

    /**
     * @throws com.aqwacloud.sandbox.http.ApiException if it does not consist of such words
     */
    QueryTokens(String q) {
        Matcher matcher = TOKEN.matcher(q);
        int end = 0;
        int length = q.stripTrailing().length();
        while (end < length) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw refuse();
            }
            end = matcher.end();
            if (matcher.group("quote") != null) {
                end = quoted(q, end, matcher.group("quote").charAt(0));
            } else {
                String word = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
                tokens.add(new Token(false, word));
            }
        }
    }

    /** Reads to the closing quote; the backslash takes the meaning from what follows it. */
    private int quoted(String q, int from, char quote) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < q.length(); i++) {
            char c = q.charAt(i);
            if (c == quote) {
                tokens.add(new Token(true, text.toString()));
                return i + 1;
            }
            if (c == '\\' && i + 1 < q.length()) {
                text.append(q.charAt(++i));
            } else {
                text.append(c);
            }
        }
        throw refuse();
    }

    boolean take(String word) {
        boolean there =
                at < tokens.size()
                        && !tokens.get(at).text()
                        && tokens.get(at).value().toLowerCase(Locale.ROOT).equals(word);
        at += there ? 1 : 0;
        return there;
    }

    Token next() {
        if (at == tokens.size()) {
            throw refuse();
        }
        return tokens.get(at++);
    }

    /** The next, which has to stand in quotes. */
    String text() {
        Token token = next();
        if (!token.text()) {
            throw refuse();
        }
        return token.value();
    }

    void expect(String word) {
        if (!take(word)) {
            throw refuse();
        }
    }

    boolean isAtEnd() {
        return at == tokens.size();
    }

    static RuntimeException refuse() {
        return GoogleError.invalid("q");
    }
}

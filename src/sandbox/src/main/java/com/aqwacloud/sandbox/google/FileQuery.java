package com.aqwacloud.sandbox.google;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A search such as {@code 'root' in parents and not (trashed=true or name contains 'x')}. */
final class FileQuery {

    private static final int DEEPEST = 200;

    private final QueryTokens tokens;
    private final QueryTerms terms;
    private int depth;

    private FileQuery(QueryTokens tokens, QueryTerms terms) {
        this.tokens = tokens;
        this.terms = terms;
    }

    /**
     * What a search asks for.
     *
     * @param parents if all that is found lies directly in some folders, their ids
     */
    record Search(Predicate<Seen> matches, Optional<Set<String>> parents) {

        static Search of(Predicate<Seen> matches) {
            return new Search(matches, Optional.empty());
        }

        private Search and(Search other) {
            return new Search(
                    matches.and(other.matches), parents.isPresent() ? parents : other.parents);
        }

        private Search or(Search other) {
            if (parents.isEmpty() || other.parents.isEmpty()) {
                return of(matches.or(other.matches));
            }
            Set<String> both = new HashSet<>(parents.get());
            both.addAll(other.parents.get());
            return new Search(matches.or(other.matches), Optional.of(both));
        }
    }

    /**
     * @throws com.aqwacloud.sandbox.http.ApiException if the query is malformed
     */
    static Search parse(String q, Library library) {
        QueryTokens tokens = new QueryTokens(q);
        Search search = new FileQuery(tokens, new QueryTerms(tokens, library)).or();
        if (!tokens.isAtEnd()) {
            throw QueryTokens.refuse();
        }
        return search;
    }

    private Search or() {
        Search found = and();
        while (tokens.take("or")) {
            found = found.or(and());
        }
        return found;
    }

    private Search and() {
        Search found = not();
        while (tokens.take("and")) {
            found = found.and(not());
        }
        return found;
    }

    private Search not() {
        if (++depth > DEEPEST) {
            throw QueryTokens.refuse();
        }
        Search found;
        if (tokens.take("not")) {
            found = Search.of(not().matches().negate());
        } else if (tokens.take("(")) {
            found = or();
            tokens.expect(")");
        } else {
            found = terms.next();
        }
        depth--;
        return found;
    }
}

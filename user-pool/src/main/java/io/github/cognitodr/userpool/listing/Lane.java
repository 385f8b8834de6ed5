package io.github.cognitodr.userpool.listing;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A part of a pool's listing, and how far it has come. A pool's subs are UUIDs, so their first digit splits it into 16
 * even lanes, which together are the pool. (Facts, ListUsers: {@code sub ^= "a"})
 *
 * @param subPrefix what the subs of this lane begin with; empty for the whole pool
 * @param token of the page that comes next; empty before the first page and after the last
 * @param tokenAt when Cognito gave the token
 * @param ended whether its last page has come
 */
public record Lane(String subPrefix, Optional<String> token, Optional<Instant> tokenAt, boolean ended) {
    private static final String FIRST_DIGITS = "0123456789abcdef";

    public Lane {
        requireNonNull(subPrefix, "subPrefix");
        if (token.isPresent() != tokenAt.isPresent()) {
            throw new IllegalArgumentException("A token and its time go together");
        }
    }

    /** One lane over the whole pool. */
    public static List<Lane> one() {
        return List.of(atItsBeginning(""));
    }

    /** Sixteen lanes over the whole pool. */
    public static List<Lane> sixteen() {
        return Stream.of(FIRST_DIGITS.split("")).map(Lane::atItsBeginning).toList();
    }

    private static Lane atItsBeginning(String subPrefix) {
        return new Lane(subPrefix, Optional.empty(), Optional.empty(), false);
    }

    /** This lane after one more page. */
    public Lane after(Optional<String> nextToken, Instant now) {
        return new Lane(subPrefix, nextToken, nextToken.map(token -> now), nextToken.isEmpty());
    }
}

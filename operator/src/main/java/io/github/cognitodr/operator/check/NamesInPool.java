package io.github.cognitodr.operator.check;

import io.github.cognitodr.userpool.Attributes;
import io.github.cognitodr.userpool.UserProfile;
import io.github.cognitodr.userpool.csv.ExistingUsers;
import io.github.cognitodr.userpool.csv.PoolSchema;
import io.github.cognitodr.userpool.csv.UsernameCase;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Which of a file's names a pool has, in memory of the file's size, whatever the pool's: the file is read once to collect
 * its names, then the pool is listed, then the file is judged. Digests of 64 bits stand for the names (12 bytes each).
 * Not thread-safe.
 *
 * <pre>{@code
 * NamesInPool names = new NamesInPool(schema);
 * check.check(csv, names.asked(), row -> {});
 * listing.forEach(names::isThere);
 * check.check(csv, names.found(), rows);
 * }</pre>
 */
public final class NamesInPool {
    private final PoolSchema pool;
    private final MessageDigest sha256;
    private long[] asked = new long[1_024];
    private int count;
    private final BitSet found = new BitSet();

    public NamesInPool(PoolSchema pool) {
        this.pool = pool;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    /** Keeps whom it is asked about, and knows nobody yet. */
    public ExistingUsers asked() {
        return name -> {
            if (count == asked.length) {
                asked = Arrays.copyOf(asked, count * 2);
            }
            asked[count++] = digest(name);
            return false;
        };
    }

    /** Whether anybody has been asked about. */
    public boolean isAsked() {
        return count > 0;
    }

    /** To be called once all have been asked about. */
    public void sort() {
        asked = Arrays.copyOf(asked, count);
        Arrays.sort(asked);
    }

    /** Takes note of somebody in the pool. */
    public void isThere(UserProfile user) {
        if (pool.usernameAttributes().isEmpty()) {
            mark(user.username());
        }
        pool.usernameAttributes().forEach(contact -> user.attribute(contact).ifPresent(this::mark));
        for (String alias : pool.aliasAttributes()) {
            boolean contact = alias.equals(Attributes.EMAIL) || alias.equals(Attributes.PHONE_NUMBER);
            if (!contact || user.hasVerified(alias, Attributes.flagOf(alias))) {
                user.attribute(alias).ifPresent(this::mark);
            }
        }
    }

    /** Who of those that were asked about is there. */
    public ExistingUsers found() {
        return name -> {
            int at = first(digest(name));
            return at >= 0 && found.get(at);
        };
    }

    private void mark(String name) {
        int at = first(digest(name));
        if (at >= 0) {
            found.set(at);
        }
    }

    /** Equal ones stand side by side, and the first of them speaks for all. */
    private int first(long digest) {
        int at = Arrays.binarySearch(asked, digest);
        while (at > 0 && asked[at - 1] == digest) {
            at--;
        }
        return at;
    }

    /** Where a pool does not say what case means, a name in another case counts as taken: better than promised. */
    private long digest(String name) {
        String compared = pool.usernameCase() == UsernameCase.SENSITIVE ? name : asciiLowerCase(name);
        return ByteBuffer.wrap(sha256.digest(compared.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    private static String asciiLowerCase(String name) {
        StringBuilder lower = new StringBuilder(name);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c - 'A' + 'a'));
            }
        }
        return lower.toString();
    }
}

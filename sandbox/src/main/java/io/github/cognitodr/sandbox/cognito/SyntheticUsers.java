package io.github.cognitodr.sandbox.cognito;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Made-up users for one pool, each from its number alone: the same number gives the same person in every pool, and the
 * same {@code sub} in pools of the same id.
 */
final class SyntheticUsers {
    /** Eight digits: they stand in the phone number. */
    static final int LARGEST_NUMBER = 99_999_999;

    private static final long NUMBER_BITS = (1L << 27) - 1;

    private static final String PHONE_PREFIX = "+8190";

    /** Of ten users so many are copies from another pool. */
    private static final int COPIES_OF_TEN = 9;

    private static final String[] FAMILIES = {"佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村", "小林", "加藤", "吉田", "Smith"
    };
    private static final String[] GIVEN = {"花子", "太郎", "陽葵", "蓮", "結衣", "湊", "さくら", "大翔", "美咲", "健一", "Anna"};
    private static final LocalDate OLDEST = LocalDate.of(1940, 1, 1);
    private static final int BIRTHDAYS = 25_000;

    /** What is drawn from a number, besides the person's own things. */
    private static final long ORIGIN = 0x6f726967696eL;

    private final Pool pool;
    private final PasswordHash unknownPassword =
            PasswordHash.of(UUID.randomUUID().toString());

    SyntheticUsers(Pool pool) {
        this.pool = pool;
    }

    /**
     * Numbers in the order of their users' {@code sub}s, nearly: a sorted map takes users in its own order several times as
     * fast as in any other.
     */
    IntStream inOrder(int first, int count) {
        long[] keys = new long[count];
        for (int i = 0; i < count; i++) {
            // the head of the sub, and the number after it
            keys[i] = (high(first + i, pool.id().hashCode()) >>> 28 << 27) | (first + i);
        }
        Arrays.parallelSort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) (key & NUMBER_BITS));
    }

    /**
     * CONFIRMED, with a verified email address, as a replicated user is; not stored yet. Attributes that the pool's schema
     * does not have are left out.
     */
    User of(int number, Instant now) {
        Map<String, String> attributes = attributes(number);
        String email = String.valueOf(attributes.get("email"));
        String name = pool.settings().signsInByContact()
                ? pool.settings().usernameAttributes().contains("email")
                        ? email
                        : String.valueOf(attributes.get("phone_number"))
                : "person" + number;
        User user = UserFactory.create(
                pool, uuid(number, pool.id().hashCode()), name, attributes, UserStatus.CONFIRMED, now);
        pool.schema().checkNew(user.attributes());
        return user.withPassword(unknownPassword, UserStatus.CONFIRMED, now);
    }

    private Map<String, String> attributes(int number) {
        String family = FAMILIES[number % FAMILIES.length];
        String given = GIVEN[number / FAMILIES.length % GIVEN.length];
        Map<String, String> all = new LinkedHashMap<>();
        all.put("email", "person" + number + "@example.com");
        all.put("email_verified", "true");
        all.put("name", family + " " + given);
        all.put("family_name", family);
        all.put("given_name", given);
        all.put(
                "phone_number",
                PHONE_PREFIX + Integer.toString(LARGEST_NUMBER + 1 + number).substring(1));
        all.put("birthdate", OLDEST.plusDays(number % BIRTHDAYS).toString());
        if (number % 10 < COPIES_OF_TEN) {
            all.put(Schema.CUSTOM + "origin_sub", uuid(number, ORIGIN));
        }
        all.put(Schema.CUSTOM + "note", "member no. " + number + ", by e-mail");
        all.keySet().removeIf(name -> !pool.schema().contains(name));
        return all;
    }

    /** Of the form of version 4, evenly spread, the same for the same arguments. */
    private static String uuid(int number, long purpose) {
        long high = high(number, purpose);
        long low = mixed(high);
        return new UUID((high & ~0xf000L) | 0x4000L, (low & ~(3L << 62)) | (2L << 62)).toString();
    }

    private static long high(int number, long purpose) {
        return mixed(mixed(purpose) + number);
    }

    /** The finaliser of SplitMix64: a bijection that looks random. */
    private static long mixed(long seed) {
        long z = seed + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}

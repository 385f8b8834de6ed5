package io.github.cognitodr.sandbox.cognito;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The users of one pool, sorted by {@code sub}, and found by everything that they may sign in with.
 *
 * <p>Reading takes no lock. A listing walks the sorted map from its last position on, so users who come or go meanwhile
 * never make others appear twice or vanish. Changes take one lock; nothing slow is done under it.
 */
final class UserStore {
    private final PoolSettings settings;
    private final Duration lag;
    private final ConcurrentNavigableMap<String, User> bySub = new ConcurrentSkipListMap<>();
    private final Map<String, String> subByLogin = new ConcurrentHashMap<>();
    private final Map<String, List<User>> earlier = new ConcurrentHashMap<>();
    private final AtomicInteger size = new AtomicInteger();
    private final Object lock = new Object();

    /** @param lag how far behind a listing may be; zero keeps no earlier versions */
    UserStore(PoolSettings settings, Duration lag) {
        this.settings = settings;
        this.lag = lag;
    }

    int size() {
        return size.get();
    }

    ConcurrentNavigableMap<String, User> sorted() {
        return bySub;
    }

    /** Finds a user by username, {@code sub} or sign-in alias. (API, AdminGetUser, Username) */
    Optional<User> find(String name) {
        User bySubject = bySub.get(name);
        if (bySubject != null) {
            return Optional.of(bySubject);
        }
        for (String key : List.of(nameKey(name), key("email", name), key("phone_number", name))) {
            String sub = subByLogin.get(key);
            User user = sub == null ? null : bySub.get(sub);
            if (user != null) {
                return Optional.of(user);
            }
        }
        return Optional.empty();
    }

    User get(String name) {
        return find(name).orElseThrow(AwsError::userNotFound);
    }

    /**
     * Adds a user.
     *
     * @param forceAlias takes an alias away from whoever has it, in a pool with alias attributes (API, AdminCreateUser)
     */
    void insert(User user, boolean forceAlias) {
        synchronized (lock) {
            List<String> keys = keys(user);
            for (String key : keys) {
                String owner = subByLogin.get(key);
                if (owner != null && !(forceAlias && settings.isAliasKey(key))) {
                    throw settings.isAliasKey(key) ? aliasExists(key) : usernameExists(key);
                }
            }
            for (String key : keys) {
                String loser = subByLogin.put(key, user.sub());
                User previous = loser == null ? null : bySub.get(loser);
                if (previous != null) {
                    bySub.put(previous.sub(), previous.withAttribute(kind(key) + "_verified", "false", user.created()));
                }
            }
            bySub.put(user.sub(), user);
            size.incrementAndGet();
        }
    }

    /** Changes a user; {@code change} checks what it needs to and throws to leave everything as it is. */
    User update(String sub, UnaryOperator<User> change) {
        synchronized (lock) {
            User before = bySub.get(sub);
            if (before == null) {
                throw AwsError.userNotFound();
            }
            User after = change.apply(before);
            List<String> oldKeys = keys(before);
            List<String> newKeys = keys(after);
            for (String key : newKeys) {
                String owner = subByLogin.get(key);
                if (owner != null && !owner.equals(sub)) {
                    throw aliasExists(key);
                }
            }
            // Nobody who reads without the lock may miss a user who is only being changed.
            newKeys.forEach(key -> subByLogin.put(key, sub));
            remember(before, after.modified());
            bySub.put(sub, after);
            oldKeys.stream().filter(key -> !newKeys.contains(key)).forEach(subByLogin::remove);
            return after;
        }
    }

    void remove(String sub) {
        synchronized (lock) {
            User user = bySub.remove(sub);
            if (user == null) {
                throw AwsError.userNotFound();
            }
            keys(user).forEach(key -> subByLogin.remove(key, sub));
            earlier.remove(sub);
            size.decrementAndGet();
        }
    }

    /** The user as a listing sees it: as of {@code lag} ago, or null when it was not there yet. */
    @Nullable User seen(User user, Instant now) {
        Instant horizon = now.minus(lag);
        if (lag.isZero() || !user.modified().isAfter(horizon)) {
            return user;
        }
        List<User> versions = earlier.getOrDefault(user.sub(), List.of());
        for (int i = versions.size() - 1; i >= 0; i--) {
            if (!versions.get(i).modified().isAfter(horizon)) {
                return versions.get(i);
            }
        }
        return null;
    }

    private void remember(User before, Instant now) {
        if (lag.isZero()) {
            return;
        }
        earlier.compute(before.sub(), (sub, versions) -> {
            List<User> kept = new ArrayList<>(versions == null ? List.of() : versions);
            kept.add(before);
            while (kept.size() > 1 && !kept.get(1).modified().isAfter(now.minus(lag))) {
                kept.remove(0);
            }
            return List.copyOf(kept);
        });
    }

    private List<String> keys(User user) {
        List<String> keys = new ArrayList<>(3);
        if (!user.username().equals(user.sub())) {
            keys.add(nameKey(user.username()));
        }
        for (String contact : List.of("email", "phone_number")) {
            String value = user.attributes().get(contact);
            boolean signsIn = settings.usernameAttributes().contains(contact)
                    || (settings.aliasAttributes().contains(contact) && user.verified(contact));
            if (value != null && !value.isEmpty() && signsIn) {
                keys.add(key(contact, value));
            }
        }
        return keys;
    }

    private String nameKey(String name) {
        return key("username", name);
    }

    private String key(String kind, String value) {
        return kind + ':' + (settings.caseSensitive() ? value : value.toLowerCase(Locale.ROOT));
    }

    private static String kind(String key) {
        return key.substring(0, key.indexOf(':'));
    }

    private static AwsError usernameExists(String key) {
        return switch (kind(key)) {
            case "email" -> AwsError.usernameExists("An account with the given email already exists.");
            case "phone_number" -> AwsError.usernameExists("An account with the given phone_number already exists.");
            default -> AwsError.usernameExists("User already exists");
        };
    }

    private static AwsError aliasExists(String key) {
        return AwsError.aliasExists("An account with the " + kind(key) + " already exists.");
    }
}

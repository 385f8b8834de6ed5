package io.github.cognitodr.userpool;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One user of a pool, as ListUsers and AdminGetUser tell of it. Immutable. {@link #toString()} names the user by
 * stable id only: attributes are personal and must not get into logs.
 *
 * @param username the pool's own username; equal to {@code sub} in a pool that signs in with email
 * @param attributes in Cognito's order
 * @param statusName as Cognito wrote it, so that a status of the future survives a copy
 * @param createdAt where known; an event does not tell
 * @param lastModifiedAt where known
 */
public record UserProfile(
        String username,
        Map<String, String> attributes,
        String statusName,
        boolean enabled,
        Optional<Instant> createdAt,
        Optional<Instant> lastModifiedAt) {

    public UserProfile {
        requireNonNull(username, "username");
        requireNonNull(statusName, "statusName");
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        if (!attributes.containsKey(Attributes.SUB)) {
            throw new IllegalArgumentException("A user record without the attribute sub: every Cognito user has one");
        }
    }

    /** Cognito's id of this user in its own pool. */
    public String sub() {
        return requireNonNull(attributes.get(Attributes.SUB));
    }

    /**
     * The id by which the same person is known in both pools: {@code custom:origin_sub}, or {@code sub} where there is
     * none. Users of two pools are the same person only if these are equal.
     */
    public String stableId() {
        return isNative() ? sub() : requireNonNull(attributes.get(Attributes.ORIGIN_SUB));
    }

    /**
     * Born in its pool and not known to the other side yet: there is no {@code custom:origin_sub}. Whoever was copied into
     * the pool carries the sub of elsewhere, and whoever was born in it and has been brought home carries the own sub.
     */
    public boolean isNative() {
        return attributes.getOrDefault(Attributes.ORIGIN_SUB, "").isBlank();
    }

    public UserStatus status() {
        return UserStatus.ofName(statusName);
    }

    public Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    public boolean isFederated() {
        return status() == UserStatus.EXTERNAL_PROVIDER || attributes.containsKey(Attributes.IDENTITIES);
    }

    /** Whether the contact is there and its flag is true. */
    public boolean hasVerified(String contact, String flag) {
        return Attributes.isVerified(attributes, contact, flag);
    }

    @Override
    public String toString() {
        return "UserProfile[" + stableId() + ", " + statusName + (enabled ? "]" : ", disabled]");
    }
}

package io.github.cognitodr.operator.restore;

import io.github.cognitodr.operator.pool.Category;
import io.github.cognitodr.operator.pool.OperatorPool;
import io.github.cognitodr.userpool.Attributes;
import io.github.cognitodr.userpool.PoolRefusedException;
import io.github.cognitodr.userpool.UserProfile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;

/**
 * Brings somebody up to date who is there, if the snapshot's record is the newer one, as the pool says at this moment.
 * Nobody is enabled by it, and no password is touched. Thread-safe.
 */
final class Changing implements Function<Entry, Settled> {
    private static final List<String> CONTACTS = List.of(Attributes.EMAIL, Attributes.PHONE_NUMBER);

    private final RestoreTarget target;
    private final Lookup lookup;

    Changing(RestoreTarget target) {
        this.target = target;
        this.lookup = new Lookup(target.pool());
    }

    @Override
    public Settled apply(Entry entry) {
        List<String> lacking = target.lacks(entry.profile());
        if (!lacking.isEmpty()) {
            return new Settled(entry.number(), Outcome.FAILED, Planning.lacks(lacking));
        }
        // the update makes an active user of the month in any case, so that asking first costs nothing more
        Optional<UserProfile> now = lookup.find(entry.target());
        if (now.isEmpty()) {
            return new Settled(entry.number(), Outcome.FAILED, "deleted in the target since it was listed");
        }
        try {
            return change(entry, now.get());
        } catch (PoolRefusedException refused) {
            return refused.error().equals("AliasExistsException")
                    ? new Settled(entry.number(), Outcome.IN_CONFLICT, Planning.ADDRESS_TAKEN)
                    : new Settled(entry.number(), Outcome.FAILED, "Cognito refused the change: " + refused.error());
        }
    }

    private Settled change(Entry entry, UserProfile now) {
        UserProfile wanted = entry.profile();
        Map<String, String> changes = changes(entry, now);
        boolean disable = !wanted.enabled() && now.enabled();
        if (changes.isEmpty() && !disable) {
            // an earlier process has done it
            return new Settled(entry.number(), Outcome.CHANGED, "");
        }
        if (!isHalfDone(entry, now) && isNewer(now, wanted)) {
            return new Settled(entry.number(), Outcome.ALREADY_THERE, Planning.NEWER_THERE);
        }
        for (String contact : CONTACTS) {
            if (changes.containsKey(contact)
                    && wanted.attribute(contact).isPresent()
                    && !wanted.hasVerified(contact, Attributes.flagOf(contact))) {
                // Cognito would send a code to it
                return new Settled(
                        entry.number(), Outcome.FAILED, contact + " differs and is not verified in the snapshot");
            }
        }
        if (disable) {
            disable(now.username());
        }
        if (!changes.isEmpty()) {
            update(target.pool(), now.username(), changes);
        }
        return new Settled(entry.number(), Outcome.CHANGED, "");
    }

    /** Disabled by an earlier process that was killed before it came to the attributes. */
    private static boolean isHalfDone(Entry entry, UserProfile now) {
        return entry.why().equals(Planning.DISABLE) && !now.enabled();
    }

    private static boolean isNewer(UserProfile now, UserProfile wanted) {
        return now.lastModifiedAt().isPresent()
                && wanted.lastModifiedAt().isPresent()
                && now.lastModifiedAt().get().isAfter(wanted.lastModifiedAt().get());
    }

    /** An address goes with its flag, in one call: otherwise Cognito sends a code to it. */
    private static Map<String, String> changes(Entry entry, UserProfile now) {
        UserProfile wanted = entry.profile();
        Map<String, String> changes = new LinkedHashMap<>();
        for (String name : entry.attributes()) {
            String value = wanted.attribute(name).orElse("");
            if (!value.equals(now.attribute(name).orElse(""))) {
                changes.put(name, value);
            }
        }
        for (String contact : CONTACTS) {
            String flag = Attributes.flagOf(contact);
            if (wanted.attribute(contact).isEmpty()) {
                changes.remove(flag);
            } else if (changes.containsKey(contact) || changes.containsKey(flag)) {
                changes.put(contact, wanted.attribute(contact).orElse(""));
                changes.put(flag, wanted.attribute(flag).orElse("false"));
            }
        }
        return changes;
    }

    private void disable(String username) {
        OperatorPool pool = target.pool();
        pool.call(
                Category.USER_UPDATE,
                "AdminDisableUser",
                cognito -> cognito.adminDisableUser(
                        request -> request.userPoolId(pool.id().value()).username(username)));
    }

    /** AdminUpdateUserAttributes. */
    static void update(OperatorPool pool, String username, Map<String, String> changes) {
        List<AttributeType> attributes = changes.entrySet().stream()
                .map(change -> AttributeType.builder()
                        .name(change.getKey())
                        .value(change.getValue())
                        .build())
                .toList();
        pool.call(
                Category.USER_UPDATE,
                "AdminUpdateUserAttributes",
                cognito -> cognito.adminUpdateUserAttributes(request ->
                        request.userPoolId(pool.id().value()).username(username).userAttributes(attributes)));
    }
}

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
 * Brings somebody up to date who is there, if the record there is still as it was planned, as the pool says at this moment.
 * Nobody is enabled by it, and no password is touched. Thread-safe.
 */
final class Changing implements Function<Entry, Settled> {
    static final String STILL_ENABLED = "still enabled, without --disable";

    private static final List<String> CONTACTS = List.of(Attributes.EMAIL, Attributes.PHONE_NUMBER);

    private final RestoreTarget target;
    private final boolean updateChanged;
    private final Lookup lookup;

    /** @param updateChanged whether the newer record wins, certain or not */
    Changing(RestoreTarget target, boolean updateChanged) {
        this.target = target;
        this.updateChanged = updateChanged;
        this.lookup = new Lookup(target.pool());
    }

    @Override
    public Settled apply(Entry entry) {
        List<String> lacking = target.lacks(entry.profile());
        if (!lacking.isEmpty() && !entry.attributes().isEmpty()) {
            return new Settled(entry.number(), Outcome.FAILED, Planning.lacks(lacking));
        }
        // the update makes an active user of the month in any case, so that asking first costs nothing more
        Optional<UserProfile> now = lookup.find(entry.target());
        if (now.isEmpty() || !now.get().stableId().equals(entry.profile().stableId())) {
            return new Settled(entry.number(), Outcome.FAILED, "deleted in the target since it was listed");
        }
        try {
            return change(entry, now.get());
        } catch (PoolRefusedException refused) {
            return new Settled(entry.number(), Outcome.FAILED, "Cognito refused the change: " + refused.error());
        }
    }

    private Settled change(Entry entry, UserProfile now) {
        Map<String, String> changes = changes(entry, now);
        boolean wantsDisabled = entry.why().equals(Planning.DISABLE);
        boolean disable = wantsDisabled && now.enabled();
        if (changes.isEmpty() && !disable) {
            // an earlier process has done it
            return changed(entry, now);
        }
        // disabled by an earlier process that was killed before it came to the attributes
        boolean halfDone = wantsDisabled && !now.enabled();
        if (!halfDone && !isStillToDo(entry, now, changes)) {
            return updateChanged
                    ? new Settled(entry.number(), Outcome.ALREADY_THERE, Planning.NEWER_THERE)
                    : new Settled(
                            entry.number(),
                            Outcome.DIFFERS,
                            Planning.differing(List.copyOf(changes.keySet()), disable));
        }
        if (disable) {
            disable(now.sub());
        }
        return update(entry, now, changes);
    }

    private boolean isStillToDo(Entry entry, UserProfile now, Map<String, String> changes) {
        UserProfile wanted = entry.profile();
        if (updateChanged || changes.isEmpty()) {
            return !InStep.isNewer(now.lastModifiedAt(), wanted.lastModifiedAt());
        }
        return InStep.isCertain(wanted, entry.attributes(), now.createdAt(), now.lastModifiedAt());
    }

    /** A contact that cannot be carried keeps nothing else from being carried. */
    private Settled update(Entry entry, UserProfile now, Map<String, String> changes) {
        Map<String, String> carried = new LinkedHashMap<>(changes);
        String left = "";
        for (String contact : CONTACTS) {
            if (changes.containsKey(contact)
                    && entry.profile().attribute(contact).isPresent()
                    && !entry.profile().hasVerified(contact, Attributes.flagOf(contact))) {
                // Cognito would send a code to it
                drop(carried, contact);
                left = contact + " differs and is not verified in the snapshot";
            }
        }
        if (!carried.isEmpty()) {
            try {
                update(target.pool(), now.sub(), carried);
            } catch (PoolRefusedException refused) {
                if (!refused.error().equals("AliasExistsException")) {
                    throw refused;
                }
                CONTACTS.forEach(contact -> drop(carried, contact));
                if (!carried.isEmpty()) {
                    update(target.pool(), now.sub(), carried);
                }
                return new Settled(entry.number(), Outcome.IN_CONFLICT, Planning.ADDRESS_TAKEN);
            }
        }
        return left.isEmpty() ? changed(entry, now) : new Settled(entry.number(), Outcome.FAILED, left);
    }

    private static Settled changed(Entry entry, UserProfile now) {
        boolean stillEnabled =
                !entry.profile().enabled() && now.enabled() && !entry.why().equals(Planning.DISABLE);
        return new Settled(entry.number(), Outcome.CHANGED, stillEnabled ? STILL_ENABLED : "");
    }

    private static void drop(Map<String, String> changes, String contact) {
        changes.remove(contact);
        changes.remove(Attributes.flagOf(contact));
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

    private void disable(String sub) {
        OperatorPool pool = target.pool();
        pool.call(
                Category.USER_UPDATE,
                "AdminDisableUser",
                cognito -> cognito.adminDisableUser(
                        request -> request.userPoolId(pool.id().value()).username(sub)));
    }

    /** AdminUpdateUserAttributes, by sub: a name may be somebody else's by now, a sub is never given again. */
    static void update(OperatorPool pool, String sub, Map<String, String> changes) {
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
                        request.userPoolId(pool.id().value()).username(sub).userAttributes(attributes)));
    }
}

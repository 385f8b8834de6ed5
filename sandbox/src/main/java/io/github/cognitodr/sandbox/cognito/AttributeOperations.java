package io.github.cognitodr.sandbox.cognito;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** What administrators do with the attributes of single users. */
final class AttributeOperations {
    private static final String VERIFIED = "_verified";
    private static final List<String> CONTACTS = List.of("email", "phone_number");

    private final RegionState state;

    AttributeOperations(RegionState state) {
        this.state = state;
    }

    void register(Operations operations) {
        operations.signed("AdminUpdateUserAttributes", this::update);
        operations.signed("AdminDeleteUserAttributes", this::delete);
    }

    /**
     * What comes with a blank value is deleted. An address that the pool verifies before it takes it stays as it was, and a
     * code goes to the new one, unless the call says that it is verified; the sandbox has no operation that takes this
     * code. (API, AdminUpdateUserAttributes)
     */
    private ObjectNode update(Input input) {
        Pool pool = state.pools().of(input);
        User user = pool.users().get(input.string("Username"));
        Map<String, String> given = input.attributes("UserAttributes");
        Set<String> blank = given.entrySet().stream()
                .filter(attribute -> attribute.getValue().isBlank())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        pool.schema().checkChange(given, blank);
        checkDeletable(pool, blank);
        Instant now = state.now();
        User changed = pool.users().update(user.sub(), current -> {
            Map<String, String> taken = new LinkedHashMap<>(given);
            taken.keySet().removeAll(blank);
            for (String contact : CONTACTS) {
                if (waits(pool, current, contact, given)) {
                    taken.keySet().removeAll(List.of(contact, contact + VERIFIED));
                }
            }
            return current.withAttributes(changed(current.attributes(), blank, taken), now);
        });
        sendVerification(pool, user, changed, given, now);
        return Json.object();
    }

    /** A changed address is unverified unless the same call says that it is verified. (API, AdminUpdateUserAttributes) */
    private static Map<String, String> changed(
            Map<String, String> before, Set<String> blank, Map<String, String> taken) {
        Map<String, String> all = new LinkedHashMap<>(before);
        all.keySet().removeAll(blank);
        for (String contact : CONTACTS) {
            if (taken.containsKey(contact) && !Objects.equals(before.get(contact), taken.get(contact))) {
                all.put(contact + VERIFIED, "false");
            }
        }
        all.putAll(taken);
        return all;
    }

    private static boolean waits(Pool pool, User current, String contact, Map<String, String> given) {
        String address = given.getOrDefault(contact, "");
        return pool.settings().verifiesBeforeUpdate(contact)
                && !address.isBlank()
                && !address.equals(current.attributes().get(contact))
                && !"true".equalsIgnoreCase(given.get(contact + VERIFIED));
    }

    /** To the new address, whether it is in effect by now or not. */
    private void sendVerification(Pool pool, User before, User after, Map<String, String> given, Instant now) {
        for (String contact : pool.settings().autoVerified()) {
            String address = given.getOrDefault(contact, "");
            if (!address.isBlank() && (waits(pool, before, contact, given) || !after.verified(contact))) {
                User addressee = after.withAttribute(contact, address, now);
                state.delivery().send(pool, addressee, Codes.Kind.VERIFY_ATTRIBUTE, contact, now);
            }
        }
    }

    private ObjectNode delete(Input input) {
        Pool pool = state.pools().of(input);
        User user = pool.users().get(input.string("Username"));
        Set<String> names = Set.copyOf(input.strings("UserAttributeNames"));
        Schema.checkSettable(names);
        for (String name : names) {
            if (!pool.schema().contains(name)) {
                throw AwsError.invalid("user." + name + ": Attribute does not exist in the schema.");
            }
        }
        checkDeletable(pool, names);
        pool.schema().checkMutable(names);
        Instant now = state.now();
        pool.users()
                .update(
                        user.sub(),
                        current -> current.withAttributes(changed(current.attributes(), names, Map.of()), now));
        return Json.object();
    }

    /** What everybody has to have, and what people sign in with, stays. (message: aws-sdk-ios issue 4251) */
    private static void checkDeletable(Pool pool, Set<String> names) {
        for (String name : names) {
            if (pool.schema().required().contains(name)
                    || pool.settings().usernameAttributes().contains(name)) {
                throw AwsError.invalid("user." + name + ": Required attribute cannot be deleted.");
            }
        }
    }
}

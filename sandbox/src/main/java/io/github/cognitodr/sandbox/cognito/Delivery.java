package io.github.cognitodr.sandbox.cognito;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Makes codes and "sends" them: into the outbox. */
final class Delivery {
    private final Outbox outbox;

    Delivery(Outbox outbox) {
        this.outbox = outbox;
    }

    /** The contact that confirms a sign-up: of the auto-verified ones, a phone number first. (Guide, Verification) */
    static @Nullable String confirmationContact(Pool pool, User user) {
        for (String contact : List.of("phone_number", "email")) {
            String value = user.attributes().get(contact);
            if (pool.settings().autoVerified().contains(contact) && value != null && !value.isEmpty()) {
                return contact;
            }
        }
        return null;
    }

    /** The contact to which a forgotten password's code goes: verified, first choice first. */
    static Optional<String> recoveryContact(Pool pool, User user) {
        return pool.settings().recovery().stream().filter(user::verified).findFirst();
    }

    /** Sends a code; returns {@code CodeDeliveryDetails}, whose destination is masked. */
    ObjectNode send(Pool pool, User user, Codes.Kind kind, String contact, Instant now) {
        String destination = user.attributes().getOrDefault(contact, "");
        Codes.Code code = pool.codes().issue(user.sub(), kind, contact, now);
        outbox.add(new Outbox.Message(destination, pool.id(), outboxKind(kind), code.value(), now));
        return details(contact, destination);
    }

    void invite(Pool pool, String destination, String password, Instant now) {
        outbox.add(new Outbox.Message(destination, pool.id(), Outbox.Kind.INVITATION, password, now));
    }

    static ObjectNode details(String contact, String destination) {
        return Json.object()
                .put("Destination", mask(contact, destination))
                .put("DeliveryMedium", contact.equals("email") ? "EMAIL" : "SMS")
                .put("AttributeName", contact);
    }

    private static String mask(String contact, String destination) {
        int at = destination.indexOf('@');
        if (contact.equals("email") && at > 0 && at < destination.length() - 1) {
            return destination.charAt(0) + "***@" + destination.charAt(at + 1) + "***";
        }
        int tail = Math.max(0, destination.length() - 4);
        return "+" + "*".repeat(Math.max(0, tail - 1)) + destination.substring(tail);
    }

    private static Outbox.Kind outboxKind(Codes.Kind kind) {
        return switch (kind) {
            case CONFIRM_SIGN_UP -> Outbox.Kind.CONFIRM_SIGN_UP;
            case RESET_PASSWORD -> Outbox.Kind.RESET_PASSWORD;
            case VERIFY_ATTRIBUTE -> Outbox.Kind.VERIFY_ATTRIBUTE;
        };
    }
}

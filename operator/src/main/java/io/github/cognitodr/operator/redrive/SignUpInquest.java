package io.github.cognitodr.operator.redrive;

import io.github.cognitodr.operator.redrive.Verdict.Fate;
import io.github.cognitodr.userpool.Attributes;
import io.github.cognitodr.userpool.MalformedJsonException;
import io.github.cognitodr.userpool.RetryMessage;
import io.github.cognitodr.userpool.SignInAttribute;
import io.github.cognitodr.userpool.SignInCheck;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.UserProfile;
import io.github.cognitodr.userpool.UserStatus;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Of sign-ups that could not be copied: looks each person up in both pools, as the worker will. The verdict is what the
 * worker would find this minute.
 */
final class SignUpInquest implements Inquest {
    private final UserPoolId primary;
    private final Function<String, Optional<UserProfile>> primaryUsers;
    private final Function<String, Optional<UserProfile>> standbyUsers;
    private final SignInAttribute signIn;
    private final Set<String> standbyAttributes;

    /**
     * An inquest over two pools.
     *
     * @param primaryUsers by username
     * @param standbyUsers by sign-in value
     * @param signIn of the standby
     * @param standbyAttributes names of the standby's schema
     */
    SignUpInquest(
            UserPoolId primary,
            Function<String, Optional<UserProfile>> primaryUsers,
            Function<String, Optional<UserProfile>> standbyUsers,
            SignInAttribute signIn,
            Set<String> standbyAttributes) {
        this.primary = primary;
        this.primaryUsers = primaryUsers;
        this.standbyUsers = standbyUsers;
        this.signIn = signIn;
        this.standbyAttributes = Set.copyOf(standbyAttributes);
    }

    @Override
    public Verdict of(DeadLetter letter) {
        RetryMessage message;
        try {
            message = RetryMessage.parse(letter.body());
        } catch (MalformedJsonException other) {
            return Verdict.of(Fate.LEAVE_MALFORMED, "not {\"userPoolId\",\"username\"}");
        }
        if (!message.userPoolId().equals(primary)) {
            return Verdict.of(Fate.LEAVE_MALFORMED, "of another user pool than the primary");
        }
        Optional<UserProfile> person = primaryUsers.apply(message.username());
        if (person.isEmpty()) {
            Verdict gone = Verdict.of(Fate.DROP, "deleted in the primary since");
            return message.sub().map(gone::about).orElse(gone);
        }
        return of(person.get(), letter.attribute(SignInCheck.MESSAGE_ATTRIBUTE))
                .about(person.get().sub());
    }

    @Override
    public String group() {
        return primary.value();
    }

    private Verdict of(UserProfile person, Optional<String> check) {
        if (person.isFederated()) {
            return Verdict.of(Fate.DROP, "federated: nothing is copied");
        }
        if (person.status() == UserStatus.UNCONFIRMED) {
            return Verdict.of(Fate.DROP, "not confirmed: whoever had the name is gone");
        }
        Set<String> lacking = new TreeSet<>(Attributes.ofCopy(person).keySet());
        lacking.removeAll(standbyAttributes);
        Optional<String> value = signIn.of(person);
        if (value.isEmpty()) {
            return Verdict.of(Fate.LEAVE, "no " + signIn.id() + ", with which the standby signs in");
        }
        Optional<UserProfile> there = standbyUsers.apply(value.get());
        if (there.isPresent()) {
            return ofCopy(there.get(), person);
        }
        if (!lacking.isEmpty()) {
            return Verdict.of(
                    Fate.LEAVE,
                    "the standby's schema lacks " + String.join(", ", lacking) + ": add it, and run redrive again");
        }
        if (check.isPresent() && !check.get().equals(SignInCheck.of(person, signIn))) {
            return Verdict.of(
                    Fate.LEAVE,
                    "the sign-in value has changed since the sign-up: a copy may stand under the"
                            + " former one. See docs/runbook.md, Dead letters in the retry queue; --force makes a copy under"
                            + " the present one");
        }
        return Verdict.of(
                Fate.SEND,
                signIn.hasRecoveryContact(person)
                        ? "would succeed now"
                        : "would succeed now, but without a recovery contact");
    }

    private static Verdict ofCopy(UserProfile there, UserProfile person) {
        if (!there.stableId().equals(person.stableId())) {
            return Verdict.of(
                    Fate.LEAVE,
                    "somebody else has the address in the standby: see docs/runbook.md, Identity" + " conflict");
        }
        return Verdict.of(
                Fate.SEND,
                there.status() == UserStatus.FORCE_CHANGE_PASSWORD
                        ? "the copy was left half way, and would be finished now"
                        : "the copy is there already");
    }
}

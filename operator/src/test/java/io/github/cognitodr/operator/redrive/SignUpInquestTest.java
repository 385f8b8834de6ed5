package io.github.cognitodr.operator.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.operator.redrive.Verdict.Fate;
import io.github.cognitodr.userpool.SignInAttribute;
import io.github.cognitodr.userpool.SignInCheck;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.UserProfile;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Why a sign-up's message died. */
class SignUpInquestTest {
    private static final String SUB = "57a4da48-4051-70c3-8c44-2b7a1c1f8d2e";
    private static final String BODY = "{\"userPoolId\":\"ap-northeast-1_AbCdEfGhI\",\"username\":\"" + SUB + "\"}";

    private final Map<String, UserProfile> primary = new HashMap<>();
    private final Map<String, UserProfile> standby = new HashMap<>();
    private final SignUpInquest inquest = new SignUpInquest(
            new UserPoolId("ap-northeast-1_AbCdEfGhI"),
            username -> Optional.ofNullable(primary.get(username)),
            value -> Optional.ofNullable(standby.get(value)),
            SignInAttribute.EMAIL,
            Set.of("email", "email_verified", "custom:origin_sub"));

    private final UserProfile person = user(SUB, "CONFIRMED", Map.of("email", "a@x", "email_verified", "true"));

    @Test
    void whoeverIsStillThereWouldSucceedNow() {
        primary.put(SUB, person);

        assertThat(inquest.of(letter(BODY))).isEqualTo(new Verdict(Fate.SEND, "would succeed now", Optional.of(SUB)));
    }

    @Test
    void withoutARecoveryContactTheCopyIsMadeAllTheSame() {
        primary.put(SUB, user(SUB, "CONFIRMED", Map.of("email", "a@x")));

        verdict(Fate.SEND, "without a recovery contact");
    }

    @Test
    void whoeverIsGoneIsForgotten() {
        verdict(Fate.DROP, "deleted in the primary since");
    }

    @Test
    void whoeverHasNotConfirmedIsSomebodyElse() {
        primary.put(SUB, user(SUB, "UNCONFIRMED", Map.of("email", "a@x")));

        verdict(Fate.DROP, "not confirmed");
    }

    @Test
    void theFederatedAreNotCopied() {
        primary.put(SUB, user(SUB, "EXTERNAL_PROVIDER", Map.of("email", "a@x")));

        verdict(Fate.DROP, "federated");
    }

    @Test
    void anAttributeThatTheStandbyLacksIsNamed() {
        primary.put(SUB, user(SUB, "CONFIRMED", Map.of("email", "a@x", "custom:level", "gold")));

        assertThat(verdict(Fate.LEAVE, "lacks custom:level").reason()).doesNotContain("gold");
    }

    @Test
    void withoutASignInValueThereIsNoCopy() {
        primary.put(SUB, user(SUB, "CONFIRMED", Map.of()));

        verdict(Fate.LEAVE, "no email");
    }

    @Test
    void somebodyElseUnderTheAddressIsAConflict() {
        primary.put(SUB, person);
        standby.put("a@x", user("other", "CONFIRMED", Map.of("email", "a@x")));

        assertThat(verdict(Fate.LEAVE, "somebody else has the address").reason())
                .doesNotContain("a@x");
    }

    @Test
    void aCopyThatIsThereIsSettledByTheWorker() {
        primary.put(SUB, person);
        standby.put("a@x", user("other", "CONFIRMED", Map.of("email", "a@x", "custom:origin_sub", SUB)));

        verdict(Fate.SEND, "is there already");
    }

    @Test
    void aCopyThatWasLeftHalfWayIsFinishedByTheWorker() {
        primary.put(SUB, person);
        standby.put("a@x", user("other", "FORCE_CHANGE_PASSWORD", Map.of("email", "a@x", "custom:origin_sub", SUB)));

        verdict(Fate.SEND, "half way");
    }

    @Test
    void anAddressThatHasChangedIsForAPersonToDecide() {
        primary.put(SUB, person);
        UserProfile before = user(SUB, "CONFIRMED", Map.of("email", "before@x"));
        DeadLetter letter = new DeadLetter(
                "receipt",
                BODY,
                Map.of(
                        SignInCheck.MESSAGE_ATTRIBUTE,
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(SignInCheck.of(before, SignInAttribute.EMAIL))
                                .build()),
                Optional.empty());

        assertThat(inquest.of(letter).fate()).isEqualTo(Fate.LEAVE);
        assertThat(inquest.of(letter.without(SignInCheck.MESSAGE_ATTRIBUTE)).fate())
                .isEqualTo(Fate.SEND);
    }

    @Test
    void whatIsNoMessageOfOursIsLeft() {
        assertThat(inquest.of(letter("hello")).fate()).isEqualTo(Fate.LEAVE_MALFORMED);
        assertThat(inquest.of(letter(BODY.replace("AbCdEfGhI", "Other"))).fate())
                .isEqualTo(Fate.LEAVE_MALFORMED);
    }

    private Verdict verdict(Fate fate, String reason) {
        Verdict verdict = inquest.of(letter(BODY));
        assertThat(verdict.fate()).isEqualTo(fate);
        assertThat(verdict.reason()).contains(reason);
        assertThat(verdict.sub()).contains(SUB);
        return verdict;
    }

    private static DeadLetter letter(String body) {
        return new DeadLetter("receipt", body, Map.of(), Optional.empty());
    }

    private static UserProfile user(String sub, String status, Map<String, String> others) {
        Map<String, String> attributes = new LinkedHashMap<>(others);
        attributes.put("sub", sub);
        return new UserProfile(sub, attributes, status, true, Optional.empty(), Optional.empty());
    }
}

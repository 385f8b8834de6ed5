package io.github.cognitodr.operator;

import static io.github.cognitodr.operator.TwoPools.OSAKA;
import static io.github.cognitodr.operator.TwoPools.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.operator.CommandLineProcess.Ended;
import io.github.cognitodr.sandbox.Sandbox;
import io.github.cognitodr.userpool.Attributes;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/** What sync does to the standby, and what it never does; by the packaged command. */
class SyncIT {
    private static Sandbox sandbox;

    private TwoPools pools;

    @BeforeAll
    static void start() {
        sandbox = TwoPools.sandbox();
    }

    @AfterAll
    static void end() {
        sandbox.close();
    }

    @BeforeEach
    void newPools() {
        pools = TwoPools.in(sandbox);
    }

    @Test
    void theFirstRunCopiesWhoWasThereBefore() {
        for (int i = 0; i < 130; i++) {
            pools.inTokyo("person" + i + "@example.com", "name", "Person " + i, "custom:note", "no. " + i);
        }

        Ended ended = pools.run("sync", "--yes");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out()).containsPattern("create +130");
        Map<String, UserType> copies = pools.standbyByEmail();
        assertThat(copies).hasSize(130);
        TwoPools.byEmail(pools.tokyo(), pools.primary()).forEach((email, user) -> {
            UserType copy = Objects.requireNonNull(copies.get(email));
            assertThat(copy.userStatus()).isEqualTo(UserStatusType.CONFIRMED);
            assertThat(attribute(copy, Attributes.ORIGIN_SUB)).hasValue(user.username());
            assertThat(attribute(copy, "custom:note")).isEqualTo(attribute(user, "custom:note"));
            assertThat(attribute(copy, "email_verified")).hasValue("true");
        });
        assertThat(sandbox.cognito(OSAKA).outbox().messages()).isEmpty();
        assertThat(pools.run("compare").exitCode()).isZero();
    }

    @Test
    void nothingIsDoneTwice() {
        pools.inTokyo("one@example.com");
        pools.run("sync", "--yes");
        long passwords =
                sandbox.cognito(OSAKA).traffic().of("AdminSetUserPassword").calls();

        Ended again = pools.run("sync", "--yes");

        assertThat(again.exitCode()).isZero();
        assertThat(again.err()).contains("nothing is to be changed");
        assertThat(sandbox.cognito(OSAKA).traffic().of("AdminSetUserPassword").calls())
                .isEqualTo(passwords);
    }

    @Test
    void someoneWhoChangedTheAddressIsUpdatedAndNotDoubled() {
        String sub = pools.inBoth("old@example.com", "name", "Somebody");
        pools.change(
                pools.tokyo(), pools.primary(), sub, "email", "new@example.com", "email_verified", "true", "name", "");

        Ended ended = pools.run("sync", "--yes");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        Map<String, UserType> copies = pools.standbyByEmail();
        assertThat(copies).containsOnlyKeys("new@example.com");
        UserType copy = pools.copyOf("new@example.com");
        assertThat(attribute(copy, Attributes.ORIGIN_SUB)).hasValue(sub);
        assertThat(attribute(copy, "email_verified")).hasValue("true");
        assertThat(attribute(copy, "name")).isEmpty();
        assertThat(sandbox.cognito(OSAKA).outbox().messages()).isEmpty();
    }

    @Test
    void aDisabledUserIsDisabledAndNeverEnabledWithoutBeingTold() {
        String disabled = pools.inBoth("disabled@example.com");
        pools.inBoth("enabled@example.com");
        pools.disable(pools.tokyo(), pools.primary(), disabled);
        pools.disable(pools.osaka(), pools.standby(), "enabled@example.com");

        Ended ended = pools.run("sync", "--yes");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err().replaceAll("\\s+", " ")).contains("--enable enables them");
        assertThat(pools.copyOf("disabled@example.com").enabled()).isFalse();
        assertThat(pools.copyOf("enabled@example.com").enabled()).isFalse();

        pools.run("sync", "--yes", "--enable");

        assertThat(pools.copyOf("disabled@example.com").enabled()).isFalse();
        assertThat(pools.copyOf("enabled@example.com").enabled()).isTrue();
    }

    @Test
    void aDisabledUserOfThePrimaryIsCopiedDisabled() {
        pools.disable(pools.tokyo(), pools.primary(), pools.inTokyo("disabled@example.com"));

        pools.run("sync", "--yes");

        UserType copy = pools.copyOf("disabled@example.com");
        assertThat(copy.enabled()).isFalse();
        assertThat(copy.userStatus()).isEqualTo(UserStatusType.CONFIRMED);
    }

    @Test
    void aCopyWhoseOwnerIsGoneIsDisabledAndNotDeleted() {
        String gone = pools.inBoth("gone@example.com");
        pools.inBoth("here@example.com");
        pools.inOsaka("born@example.com");
        pools.tokyo()
                .adminDeleteUser(
                        user -> user.userPoolId(pools.primary().value()).username(gone));

        Ended ended = pools.run("sync", "--yes");

        assertThat(ended.exitCode()).isZero();
        assertThat(pools.copyOf("gone@example.com").enabled()).isFalse();
        assertThat(pools.copyOf("here@example.com").enabled()).isTrue();
        assertThat(pools.copyOf("born@example.com").enabled()).isTrue();
    }

    @Test
    void anEmptyPrimaryDoesNotDisableEverybody() {
        for (int i = 0; i < 20; i++) {
            pools.inOsaka(
                    "copy" + i + "@example.com",
                    Attributes.ORIGIN_SUB,
                    "00000000-0000-4000-8000-0000000000" + (10 + i));
        }

        Ended ended = pools.run("sync", "--yes");

        assertThat(ended.exitCode()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(ended.err()).contains("--rebuild-primary").contains("--disable-many");
        assertThat(pools.standbyByEmail().values()).allMatch(UserType::enabled);
    }

    @Test
    void anOlderCopyIsAdoptedOnlyWhenTold() {
        String sub = pools.inTokyo("older@example.com");
        pools.inOsaka("older@example.com");

        Ended told = pools.run("sync", "--yes");

        assertThat(told.exitCode()).isEqualTo(ExitCode.SOME_USERS);
        assertThat(told.out()).contains(sub).contains("--adopt");
        assertThat(attribute(pools.copyOf("older@example.com"), Attributes.ORIGIN_SUB))
                .isEmpty();

        Ended adopted = pools.run("sync", "--yes", "--adopt");

        assertThat(adopted.exitCode()).as(adopted.err()).isZero();
        assertThat(attribute(pools.copyOf("older@example.com"), Attributes.ORIGIN_SUB))
                .hasValue(sub);
    }

    @Test
    void anAddressThatBelongsToSomebodyElseIsListedAndNothingChanged() {
        String sub = pools.inTokyo("taken@example.com");
        pools.inOsaka("taken@example.com", Attributes.ORIGIN_SUB, "11111111-1111-4111-8111-111111111111");
        pools.inTokyo("fine@example.com");

        Ended ended = pools.run("sync", "--yes");

        assertThat(ended.exitCode()).isEqualTo(ExitCode.SOME_USERS);
        assertThat(ended.out()).contains(sub).doesNotContain("taken@example.com");
        assertThat(pools.standbyByEmail()).containsOnlyKeys("taken@example.com", "fine@example.com");
    }

    @Test
    void aCopyThatWasLeftHalfWayIsFinished() {
        String sub = pools.inTokyo("half@example.com");
        pools.osaka()
                .adminCreateUser(user -> user.userPoolId(pools.standby().value())
                        .username("half@example.com")
                        .messageAction("SUPPRESS")
                        .userAttributes(TwoPools.types(Map.of(
                                "email", "half@example.com", "email_verified", "true", Attributes.ORIGIN_SUB, sub))));

        pools.run("sync", "--yes");

        assertThat(pools.copyOf("half@example.com").userStatus()).isEqualTo(UserStatusType.CONFIRMED);
    }

    @Test
    void whoHasNotConfirmedOrIsFederatedIsLeft() {
        String client = pools.tokyo()
                .createUserPoolClient(c -> c.userPoolId(pools.primary().value()).clientName("web"))
                .userPoolClient()
                .clientId();
        pools.tokyo()
                .signUp(up -> up.clientId(client)
                        .username("unconfirmed@example.com")
                        .password("Correct-horse-1")
                        .userAttributes(TwoPools.types(Map.of("email", "unconfirmed@example.com"))));

        Ended ended = pools.run("sync", "--yes");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err().replaceAll("\\s+", " ")).contains("have not confirmed");
        assertThat(pools.standbyByEmail()).isEmpty();
    }

    @Test
    void killedInTheMiddleItGoesOnAndNobodyIsTouchedTwice() {
        sandbox.cognito(TwoPools.TOKYO).populate(pools.primary().value(), 0, 1_500);
        try (CommandLineProcess running =
                pools.start("sync", "--yes", "--quota", "UserList=300,UserCreation=300,UserAccountRecovery=300")) {
            while (running.isRunning()
                    && pools.osaka()
                                    .describeUserPool(
                                            p -> p.userPoolId(pools.standby().value()))
                                    .userPool()
                                    .estimatedNumberOfUsers()
                            < 700) {
                Thread.onSpinWait();
            }
            running.kill();
        }

        Ended ended = pools.run("sync", "--yes", "--quota", "UserList=1000,UserCreation=1000,UserAccountRecovery=1000");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.err()).contains("Going on with the run that was interrupted");
        Map<String, UserType> copies = pools.standbyByEmail();
        assertThat(copies).hasSize(1_500);
        assertThat(copies.values()).allMatch(user -> user.userStatus() == UserStatusType.CONFIRMED);
        assertThat(pools.run("compare").exitCode()).isZero();
    }

    @Test
    void theDryRunChangesNothing() {
        pools.inTokyo("one@example.com");

        Ended ended = pools.run("sync", "--dry-run");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).containsPattern("create +1").contains("Nothing was changed");
        assertThat(pools.standbyByEmail()).isEmpty();
    }

    @Test
    void withoutATerminalItAsksForYes() {
        pools.inTokyo("one@example.com");

        Ended ended = pools.run("sync");

        assertThat(ended.exitCode()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(ended.err()).contains("--yes");
        assertThat(pools.standbyByEmail()).isEmpty();
    }

    @Test
    void aCopyLeftHalfWayWhoseAddressHasChangedIsFinishedAndNotDoubled() {
        String sub = pools.inTokyo("new@example.com");
        halfMade("old@example.com", sub);

        Ended ended = pools.run("sync", "--yes");

        assertThat(ended.exitCode()).as(ended.out()).isZero();
        assertThat(pools.standbyByEmail()).containsOnlyKeys("new@example.com");
        assertThat(pools.copyOf("new@example.com").userStatus()).isEqualTo(UserStatusType.CONFIRMED);
    }

    @Test
    void whoWasInvitedInTheStandbyKeepsTheTemporaryPassword() {
        pools.inBoth("one@example.com");
        pools.inBoth("two@example.com");
        String sub = halfMade("invited@example.com", "");
        pools.change(pools.osaka(), pools.standby(), sub, Attributes.ORIGIN_SUB, sub);
        pools.inTokyo("invited@example.com", Attributes.ORIGIN_SUB, sub);

        Ended ended = pools.run("sync", "--yes");

        assertThat(ended.exitCode()).as(ended.out()).isZero();
        assertThat(pools.copyOf("invited@example.com").userStatus()).isEqualTo(UserStatusType.FORCE_CHANGE_PASSWORD);
    }

    @Test
    void whoIsDisabledIsDisabledEvenIfTheAddressCannotBeCarried() {
        String sub = pools.inBoth("here@example.com", "name", "Before");
        pools.inOsaka("taken@example.com");
        pools.change(
                pools.tokyo(),
                pools.primary(),
                sub,
                "email",
                "taken@example.com",
                "email_verified",
                "true",
                "name",
                "After");
        pools.disable(pools.tokyo(), pools.primary(), sub);

        Ended ended = pools.run("sync", "--yes");

        assertThat(ended.exitCode()).isEqualTo(ExitCode.SOME_USERS);
        UserType copy = pools.copyOf("here@example.com");
        assertThat(copy.enabled()).isFalse();
        assertThat(attribute(copy, "name")).hasValue("After");
    }

    @Test
    void whoWasBroughtHomeIsNotGoneThoughTheListingDoesNotShowThem() {
        // as restore leaves it: another sub at home, the standby's for an origin
        String sub = pools.inOsaka("home@example.com");
        pools.change(pools.osaka(), pools.standby(), sub, Attributes.ORIGIN_SUB, sub);
        // one page in five seconds: time enough to be brought home between the listing and the deed
        try (CommandLineProcess running =
                pools.start("sync", "--yes", "--quota", "UserList=1", "--quota-share", "20")) {
            running.awaitError(text -> text.contains("In the standby pool:") || text.contains("disable"));
            pools.inTokyo("home@example.com", Attributes.ORIGIN_SUB, sub);
            running.await();
        }

        assertThat(pools.copyOf("home@example.com").enabled()).isTrue();
    }

    @Test
    void whoSignedUpAgainWithTheSameAddressIsListedAndTheDeadCopyDisabled() {
        String gone = pools.inBoth("again@example.com");
        pools.tokyo()
                .adminDeleteUser(
                        user -> user.userPoolId(pools.primary().value()).username(gone));
        String again = pools.inTokyo("again@example.com");

        Ended ended = pools.run("sync", "--yes");

        assertThat(ended.exitCode()).isEqualTo(ExitCode.SOME_USERS);
        assertThat(ended.out()).contains(again).contains("delete that copy");
        assertThat(pools.copyOf("again@example.com").enabled()).isFalse();
    }

    @Test
    void onePoolForBothSidesAndSwappedSidesAreRefused() {
        pools.inBoth("one@example.com");
        String primary = pools.primary().value();
        String standby = pools.standby().value();

        Ended same = pools.run("sync", "--yes", "--primary-pool", primary, "--standby-pool", primary);
        Ended swapped = pools.run("sync", "--yes", "--primary-pool", standby, "--standby-pool", primary);

        assertThat(same.exitCode()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(same.err()).contains("are one pool");
        assertThat(swapped.exitCode()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(swapped.err()).contains("sides swapped");
    }

    @Test
    void aPlanThatWasNotCarriedOutIsForgotten() {
        String sub = pools.inBoth("one@example.com");
        pools.tokyo()
                .adminDeleteUser(
                        user -> user.userPoolId(pools.primary().value()).username(sub));
        pools.run("sync", "--dry-run");
        pools.inTokyo("one@example.com", Attributes.ORIGIN_SUB, sub);

        Ended ended = pools.run("sync", "--yes");

        assertThat(ended.err()).doesNotContain("Going on").contains("nothing is to be changed");
        assertThat(pools.copyOf("one@example.com").enabled()).isTrue();
    }

    /** Somebody in the standby in FORCE_CHANGE_PASSWORD; returns the sub. */
    private String halfMade(String email, String origin) {
        Map<String, String> attributes = new java.util.HashMap<>(Map.of("email", email, "email_verified", "true"));
        if (!origin.isEmpty()) {
            attributes.put(Attributes.ORIGIN_SUB, origin);
        }
        return pools.osaka()
                .adminCreateUser(user -> user.userPoolId(pools.standby().value())
                        .username(email)
                        .messageAction("SUPPRESS")
                        .userAttributes(TwoPools.types(attributes)))
                .user()
                .username();
    }
}

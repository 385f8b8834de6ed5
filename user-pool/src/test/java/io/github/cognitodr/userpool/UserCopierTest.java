package io.github.cognitodr.userpool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitodr.userpool.UserCopier.WhereMissing;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserCopierTest {
    private static final UserProfile PERSON =
            Profiles.confirmed("sub-1", "email", "a@example.com", "email_verified", "true");

    private final FakeTargetPool pool = new FakeTargetPool();
    private final UserCopier copier = new UserCopier(pool, SignInAttribute.EMAIL, Pace.UNLIMITED);

    @Test
    void somebodyNewIsCreatedAndConfirmed() {
        assertThat(copier.ensure(PERSON, soon())).isEqualTo(EnsureOutcome.CREATED);

        UserProfile copy = copy();
        assertThat(copy.status()).isEqualTo(UserStatus.CONFIRMED);
        assertThat(copy.stableId()).isEqualTo("sub-1");
        assertThat(copy.attribute("email_verified")).contains("true");
    }

    @Test
    void somebodyWhoIsStillMissingIsCreatedAtTheNextAttempt() {
        assertThat(copier.resume(PERSON, WhereMissing.CREATE, soon())).isEqualTo(EnsureOutcome.CREATED);

        assertThat(pool.calls()).containsExactly("find", "create", "confirm");
    }

    @Test
    void somebodyWithoutAVerifiedContactIsCreatedAndReported() {
        UserProfile unverified = Profiles.confirmed("sub-1", "email", "a@example.com", "email_verified", "false");

        assertThat(copier.ensure(unverified, soon())).isEqualTo(EnsureOutcome.CREATED_WITHOUT_RECOVERY_CONTACT);
        assertThat(copy().status()).isEqualTo(UserStatus.CONFIRMED);
    }

    @Test
    void somebodyDisabledIsDisabledBeforeThePasswordIsSet() {
        copier.resume(disabled(), WhereMissing.CREATE, soon());

        assertThat(pool.calls()).containsExactly("find", "create", "disable", "confirm");
        assertThat(copy().enabled()).isFalse();
    }

    @Test
    void somebodyDisabledSinceTheFirstAttemptIsDisabledBeforeThePasswordIsSet() {
        pool.put(halfCreated());

        copier.resume(disabled(), WhereMissing.CREATE, soon());

        assertThat(pool.calls()).containsExactly("find", "find", "disable", "confirm");
        assertThat(copy().enabled()).isFalse();
    }

    @Test
    void somebodyWhoCarriesAnOriginKeepsIt() {
        UserProfile cameHome = Profiles.confirmed(
                "sub-1", "email", "a@example.com", "email_verified", "true", Attributes.ORIGIN_SUB, "sub-0");

        copier.ensure(cameHome, soon());

        assertThat(copy().stableId()).isEqualTo("sub-0");
    }

    @ParameterizedTest
    @EnumSource(
            value = UserStatus.class,
            names = {"CONFIRMED", "RESET_REQUIRED", "UNCONFIRMED"})
    void somebodyPresentIsLeftUntouched(UserStatus status) {
        pool.put(Profiles.of("sub-9", status.name(), true, "email", "a@example.com", Attributes.ORIGIN_SUB, "sub-1"));

        assertThat(copier.ensure(PERSON, soon())).isEqualTo(EnsureOutcome.ALREADY_PRESENT);
        assertThat(copier.resume(PERSON, WhereMissing.CREATE, soon())).isEqualTo(EnsureOutcome.ALREADY_PRESENT);
        assertThat(pool.calls()).containsExactly("create", "find", "find");
    }

    @Test
    void aHalfCreatedCopyIsLeftByTheTrigger() {
        pool.put(halfCreated());

        assertThat(copier.ensure(PERSON, soon())).isEqualTo(EnsureOutcome.HALF_CREATED);
        assertThat(pool.calls()).containsExactly("create", "find");
    }

    @Test
    void theOriginalItselfIsNoHalfCreatedCopyThoughItHasATemporaryPassword() {
        UserProfile invited = Profiles.of("sub-9", "FORCE_CHANGE_PASSWORD", true, "email", "a@example.com");
        UserProfile broughtHome =
                Profiles.of("sub-1", "CONFIRMED", true, "email", "a@example.com", Attributes.ORIGIN_SUB, "sub-9");
        pool.put(invited);

        copier.resume(broughtHome, WhereMissing.CREATE, soon());

        assertThat(pool.calls()).containsExactly("find");
        assertThat(copy().status()).isEqualTo(UserStatus.FORCE_CHANGE_PASSWORD);
    }

    @Test
    void aHalfCreatedCopyIsFinishedAtTheNextAttempt() {
        pool.put(halfCreated());

        assertThat(copier.resume(PERSON, WhereMissing.CREATE, soon())).isEqualTo(EnsureOutcome.CREATED);
        assertThat(copy().status()).isEqualTo(UserStatus.CONFIRMED);
    }

    @Test
    void aCopyThatSomebodyElseFinishedMeanwhileIsLeftUntouched() {
        pool.put(halfCreated());
        UserCopier waiting = new UserCopier(pool, SignInAttribute.EMAIL, longest -> {
            pool.put(Profiles.of("sub-9", "CONFIRMED", true, "email", "a@example.com", Attributes.ORIGIN_SUB, "sub-1"));
            return true;
        });

        assertThat(waiting.resume(PERSON, WhereMissing.CREATE, soon())).isEqualTo(EnsureOutcome.ALREADY_PRESENT);
        assertThat(pool.calls()).doesNotContain("confirm");
    }

    @Test
    void somebodyMissingIsNotCreatedWhereThatIsNotWanted() {
        assertThat(copier.resume(PERSON, WhereMissing.LEAVE, soon())).isEqualTo(EnsureOutcome.MISSING);
        assertThat(pool.calls()).containsExactly("find");
    }

    /** The attempt that made the copy may never have heard of it. */
    @Test
    void somebodyPresentWithoutAVerifiedContactIsReported() {
        UserProfile unverified = Profiles.confirmed("sub-1", "email", "a@example.com", "email_verified", "false");
        copier.ensure(unverified, soon());

        assertThat(copier.resume(unverified, WhereMissing.CREATE, soon()))
                .isEqualTo(EnsureOutcome.PRESENT_WITHOUT_RECOVERY_CONTACT);
    }

    @Test
    void repeatingChangesNothing() {
        copier.ensure(PERSON, soon());

        assertThat(copier.ensure(PERSON, soon())).isEqualTo(EnsureOutcome.ALREADY_PRESENT);
        assertThat(copier.resume(PERSON, WhereMissing.CREATE, soon())).isEqualTo(EnsureOutcome.ALREADY_PRESENT);
        assertThat(pool.calls()).containsExactly("create", "confirm", "create", "find", "find");
    }

    @ParameterizedTest
    @EnumSource(
            value = UserStatus.class,
            names = {"CONFIRMED", "UNCONFIRMED", "FORCE_CHANGE_PASSWORD"})
    void aStrangerWithTheAddressIsAConflictAndNeverTouched(UserStatus status) {
        pool.put(Profiles.of("sub-9", status.name(), true, "email", "a@example.com"));

        assertThat(copier.ensure(PERSON, soon())).isEqualTo(EnsureOutcome.IDENTITY_CONFLICT);
        assertThat(copier.resume(PERSON, WhereMissing.CREATE, soon())).isEqualTo(EnsureOutcome.IDENTITY_CONFLICT);
        assertThat(pool.calls()).containsExactly("create", "find", "find");
    }

    @Test
    void anAliasThatIsTakenIsAConflict() {
        TargetPool aliases = new FakeTargetPool() {
            @Override
            public Creation create(String signInValue, Map<String, String> attributes, Deadline deadline) {
                return new Creation.AliasTaken();
            }
        };

        assertThat(new UserCopier(aliases, SignInAttribute.EMAIL, Pace.UNLIMITED).ensure(PERSON, soon()))
                .isEqualTo(EnsureOutcome.IDENTITY_CONFLICT);
    }

    @Test
    void somebodyWithoutASignInValueIsRefused() {
        assertThatThrownBy(() -> copier.ensure(Profiles.confirmed("sub-1"), soon()))
                .isInstanceOf(PoolRefusedException.class)
                .hasMessageContaining("no email");
    }

    @Test
    void whoGetsNoTurnIsLeftForLater() {
        UserCopier outOfTurn = new UserCopier(pool, SignInAttribute.EMAIL, longest -> false);

        assertThatThrownBy(() -> outOfTurn.resume(PERSON, WhereMissing.CREATE, soon()))
                .isInstanceOf(PoolUnavailableException.class);
        assertThat(pool.calls()).containsExactly("find");
    }

    @Test
    void somebodyPresentCostsNoTurn() {
        pool.put(Profiles.of("sub-9", "CONFIRMED", true, "email", "a@example.com", Attributes.ORIGIN_SUB, "sub-1"));
        UserCopier outOfTurn = new UserCopier(pool, SignInAttribute.EMAIL, longest -> false);

        assertThat(outOfTurn.resume(PERSON, WhereMissing.CREATE, soon())).isEqualTo(EnsureOutcome.ALREADY_PRESENT);
    }

    /** However generous the deadline: the answer that entitles is too old. */
    @ParameterizedTest
    @ValueSource(strings = {"create", "find"})
    void anInvocationThatStalledSetsNoPassword(String stallsAt) {
        AtomicLong nanoTime = new AtomicLong();
        FakeTargetPool stalling = new FakeTargetPool() {
            @Override
            protected void done(String call) {
                if (call.equals(stallsAt)) {
                    nanoTime.addAndGet(UserCopier.ENTITLEMENT.toNanos());
                }
            }
        };
        if (stallsAt.equals("find")) {
            stalling.put(halfCreated());
        }
        UserCopier slow = new UserCopier(stalling, SignInAttribute.EMAIL, Pace.UNLIMITED);
        Deadline generous = Deadline.in(Duration.ofMinutes(1), nanoTime::get);

        assertThatThrownBy(() -> slow.resume(PERSON, WhereMissing.CREATE, generous))
                .isInstanceOf(PoolUnavailableException.class);
        assertThat(stalling.calls()).doesNotContain("confirm");
    }

    private static UserProfile disabled() {
        return Profiles.of("sub-1", "CONFIRMED", false, "email", "a@example.com", "email_verified", "true");
    }

    private static UserProfile halfCreated() {
        return Profiles.of(
                "sub-9", "FORCE_CHANGE_PASSWORD", true, "email", "a@example.com", Attributes.ORIGIN_SUB, "sub-1");
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(10));
    }

    private UserProfile copy() {
        return pool.find("a@example.com", soon()).orElseThrow();
    }
}

package io.github.cognitodr.userpool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitodr.userpool.UserCopier.HalfCreated;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UserCopierTest {
    private static final UserProfile PERSON =
            Profiles.confirmed("sub-1", "email", "a@example.com", "email_verified", "true");

    private final FakeTargetPool pool = new FakeTargetPool();
    private final UserCopier copier = new UserCopier(pool, SignInAttribute.EMAIL);

    @Test
    void somebodyNewIsCreatedAndConfirmed() {
        assertThat(ensure(PERSON, HalfCreated.LEAVE)).isEqualTo(EnsureOutcome.CREATED);

        UserProfile copy = copy();
        assertThat(copy.status()).isEqualTo(UserStatus.CONFIRMED);
        assertThat(copy.stableId()).isEqualTo("sub-1");
        assertThat(copy.attribute("email_verified")).contains("true");
    }

    @Test
    void somebodyWithoutAVerifiedContactIsCreatedAndReported() {
        UserProfile unverified = Profiles.confirmed("sub-1", "email", "a@example.com", "email_verified", "false");

        assertThat(ensure(unverified, HalfCreated.LEAVE)).isEqualTo(EnsureOutcome.CREATED_WITHOUT_RECOVERY_CONTACT);
        assertThat(copy().status()).isEqualTo(UserStatus.CONFIRMED);
    }

    @Test
    void somebodyDisabledIsDisabledBeforeThePasswordIsSet() {
        UserProfile disabled =
                Profiles.of("sub-1", "CONFIRMED", false, "email", "a@example.com", "email_verified", "true");

        ensure(disabled, HalfCreated.FINISH);

        assertThat(pool.calls()).containsExactly("create", "disable", "confirm");
        assertThat(copy().enabled()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = UserStatus.class,
            names = {"CONFIRMED", "RESET_REQUIRED", "UNCONFIRMED"})
    void somebodyPresentIsLeftUntouched(UserStatus status) {
        pool.put(Profiles.of("sub-9", status.name(), true, "email", "a@example.com", Attributes.ORIGIN_SUB, "sub-1"));

        assertThat(ensure(PERSON, HalfCreated.FINISH)).isEqualTo(EnsureOutcome.ALREADY_PRESENT);
        assertThat(pool.calls()).containsExactly("create", "find");
    }

    @Test
    void aHalfCreatedCopyIsLeftToTheWorker() {
        pool.put(halfCreated());

        assertThat(ensure(PERSON, HalfCreated.LEAVE)).isEqualTo(EnsureOutcome.HALF_CREATED);
        assertThat(pool.calls()).containsExactly("create", "find");
    }

    @Test
    void theWorkerFinishesAHalfCreatedCopy() {
        pool.put(halfCreated());

        assertThat(ensure(PERSON, HalfCreated.FINISH)).isEqualTo(EnsureOutcome.CREATED);
        assertThat(pool.calls()).containsExactly("create", "find", "confirm");
    }

    @Test
    void repeatingChangesNothing() {
        ensure(PERSON, HalfCreated.FINISH);

        assertThat(ensure(PERSON, HalfCreated.FINISH)).isEqualTo(EnsureOutcome.ALREADY_PRESENT);
        assertThat(pool.calls()).containsExactly("create", "confirm", "create", "find");
    }

    @ParameterizedTest
    @EnumSource(
            value = UserStatus.class,
            names = {"CONFIRMED", "UNCONFIRMED", "FORCE_CHANGE_PASSWORD"})
    void aStrangerWithTheAddressIsAConflictAndNeverTouched(UserStatus status) {
        pool.put(Profiles.of("sub-9", status.name(), true, "email", "a@example.com"));

        assertThat(ensure(PERSON, HalfCreated.FINISH)).isEqualTo(EnsureOutcome.IDENTITY_CONFLICT);
        assertThat(pool.calls()).containsExactly("create", "find");
    }

    @Test
    void somebodyWithoutASignInValueIsRefused() {
        assertThatThrownBy(() -> ensure(Profiles.confirmed("sub-1"), HalfCreated.LEAVE))
                .isInstanceOf(PoolRefusedException.class)
                .hasMessageContaining("no email");
    }

    private static UserProfile halfCreated() {
        return Profiles.of(
                "sub-9", "FORCE_CHANGE_PASSWORD", true, "email", "a@example.com", Attributes.ORIGIN_SUB, "sub-1");
    }

    private EnsureOutcome ensure(UserProfile person, HalfCreated halfCreated) {
        return copier.ensure(person, halfCreated, Deadline.in(Duration.ofSeconds(1)));
    }

    private UserProfile copy() {
        return pool.find("a@example.com", Deadline.in(Duration.ofSeconds(1))).orElseThrow();
    }
}

package io.github.cognitodr.userpool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link TargetPool} does, the fake and the one of Cognito. */
public abstract class TargetPoolContract {
    private static final Map<String, String> ATTRIBUTES =
            Map.of("email", "a@example.com", "email_verified", "true", Attributes.ORIGIN_SUB, "sub-1");

    private TargetPool pool = new FakeTargetPool();

    /** An empty pool that signs in with email. */
    protected abstract TargetPool emptyPool();

    @BeforeEach
    void begin() {
        pool = emptyPool();
    }

    @Test
    void aCreatedUserWaitsForAPassword() {
        TargetPool.Creation creation = pool.create("a@example.com", ATTRIBUTES, soon());

        assertThat(creation).isInstanceOfSatisfying(TargetPool.Creation.Created.class, created -> {
            UserProfile user = pool.find(created.username(), soon()).orElseThrow();
            assertThat(user.status()).isEqualTo(UserStatus.FORCE_CHANGE_PASSWORD);
            assertThat(user.enabled()).isTrue();
            assertThat(user.stableId()).isEqualTo("sub-1");
            assertThat(user.attributes()).containsAllEntriesOf(ATTRIBUTES);
            assertThat(user.sub()).isEqualTo(created.username());
        });
    }

    @Test
    void aUserIsFoundByAddress() {
        pool.create("a@example.com", ATTRIBUTES, soon());

        assertThat(pool.find("a@example.com", soon())).isPresent();
        assertThat(pool.find("A@Example.com", soon())).isPresent();
        assertThat(pool.find("b@example.com", soon())).isEmpty();
    }

    @Test
    void anAddressIsTakenOnce() {
        pool.create("a@example.com", ATTRIBUTES, soon());

        assertThat(pool.create("a@example.com", ATTRIBUTES, soon())).isEqualTo(new TargetPool.Creation.UsernameTaken());
        assertThat(pool.create("A@EXAMPLE.COM", ATTRIBUTES, soon())).isEqualTo(new TargetPool.Creation.UsernameTaken());
    }

    @Test
    void aPasswordConfirmsTheUser() {
        pool.create("a@example.com", ATTRIBUTES, soon());

        pool.confirmWithUnknownPassword("a@example.com", soon());

        assertThat(pool.find("a@example.com", soon()).orElseThrow().status()).isEqualTo(UserStatus.CONFIRMED);
    }

    @Test
    void aDisabledUserStaysDisabledWhenConfirmed() {
        pool.create("a@example.com", ATTRIBUTES, soon());

        pool.disable("a@example.com", soon());
        pool.confirmWithUnknownPassword("a@example.com", soon());

        UserProfile user = pool.find("a@example.com", soon()).orElseThrow();
        assertThat(user.enabled()).isFalse();
        assertThat(user.status()).isEqualTo(UserStatus.CONFIRMED);
    }

    @Test
    void nothingIsDoneOnceTheTimeIsOver() {
        pool.create("a@example.com", ATTRIBUTES, soon());
        Deadline over = Deadline.in(Duration.ZERO);

        assertThatThrownBy(() -> pool.create("b@example.com", ATTRIBUTES, over))
                .isInstanceOf(PoolUnavailableException.class);
        assertThatThrownBy(() -> pool.disable("a@example.com", over)).isInstanceOf(PoolUnavailableException.class);
        assertThatThrownBy(() -> pool.confirmWithUnknownPassword("a@example.com", over))
                .isInstanceOf(PoolUnavailableException.class);

        UserProfile user = pool.find("a@example.com", soon()).orElseThrow();
        assertThat(user.status()).isEqualTo(UserStatus.FORCE_CHANGE_PASSWORD);
        assertThat(user.enabled()).isTrue();
        assertThat(pool.find("b@example.com", soon())).isEmpty();
    }

    @Test
    void aUsernameThatIsNoAddressIsRefused() {
        assertThatThrownBy(() -> pool.create("hanako", ATTRIBUTES, soon()))
                .isInstanceOf(PoolRefusedException.class)
                .hasMessageContaining("InvalidParameterException")
                .hasMessageNotContaining("hanako")
                .hasNoCause();
    }

    protected static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(10));
    }
}

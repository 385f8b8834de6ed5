package io.github.cognitodr.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitodr.userpool.PoolRefusedException;
import io.github.cognitodr.userpool.PoolUnavailableException;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class StandbyCircuitTest {
    private static final Duration OPEN = Duration.ofMillis(300);

    private final StandbyCircuit circuit = new StandbyCircuit(OPEN);
    private int asked;

    @Test
    void opensAfterThreeFailuresInARow() {
        fail(() -> new PoolUnavailableException("down"), 3);

        assertThatThrownBy(() -> circuit.ask(this::answer)).isInstanceOf(PoolUnavailableException.class);
        assertThat(asked).isEqualTo(3);
    }

    @Test
    void oneAnswerInBetweenKeepsItClosed() {
        fail(() -> new PoolUnavailableException("down"), 2);
        circuit.ask(this::answer);
        fail(() -> new PoolUnavailableException("down"), 2);

        assertThat(circuit.ask(this::answer)).isEqualTo("answer");
    }

    @Test
    void aRefusalOfOnePersonIsAnAnswer() {
        fail(() -> new PoolRefusedException("schema"), 9);

        assertThat(circuit.ask(this::answer)).isEqualTo("answer");
    }

    @Test
    void oneIsAskedFirstWhenTheTimeIsOver() throws InterruptedException {
        fail(() -> new PoolUnavailableException("down"), 3);
        Thread.sleep(OPEN.toMillis() + 50);

        fail(() -> new PoolUnavailableException("still down"), 1);
        assertThatThrownBy(() -> circuit.ask(this::answer)).isInstanceOf(PoolUnavailableException.class);
        assertThat(asked).isEqualTo(4);

        Thread.sleep(OPEN.toMillis() + 50);
        assertThat(circuit.ask(this::answer)).isEqualTo("answer");
        assertThat(circuit.ask(this::answer)).isEqualTo("answer");
    }

    private String answer() {
        asked++;
        return "answer";
    }

    private void fail(Supplier<RuntimeException> failure, int times) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(() -> circuit.ask(() -> {
                        asked++;
                        throw failure.get();
                    }))
                    .isInstanceOf(failure.get().getClass());
        }
    }
}

package io.github.cognitodr.userpool.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** Whoever a pool holds is in the file, or named with exactly the reasons that the design gives. */
class ReasonsTest {

    @Property(tries = 6_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void everybodyHasTheRowOrTheReasonsOfTheDesign(@ForAll("pools") PoolShape pool, @ForAll("people") Somebody person) {
        Somebody.Expected expected = person.in(pool, 7);

        Importability importability = pool.rules().classify(expected.user());

        if (importability instanceof Importability.Unimportable left) {
            assertThat(left.reasons()).extracting(Enum::name).isEqualTo(expected.reasons());
        } else if (importability instanceof Importability.Importable importable) {
            assertThat(expected.reasons()).isEmpty();
            assertThat(importable.row()).isEqualTo(expected.row());
        }
        everyReasonIsMetOften(expected.reasons());
    }

    private static void everyReasonIsMetOften(List<String> reasons) {
        reasons.forEach(reason -> Statistics.label("reason").collect(reason));
        reasons.stream()
                .limit(1)
                .forEach(first -> Statistics.label("first reason").collect(first));
        Statistics.label("reasons").collect(Math.min(reasons.size(), 3));
        Statistics.label("reason").coverage(met -> {
            for (UnimportableReason reason : UnimportableReason.values()) {
                met.check(reason.name()).count(count -> count >= 100);
            }
        });
        Statistics.label("first reason").coverage(met -> {
            for (UnimportableReason reason : UnimportableReason.values()) {
                met.check(reason.name()).count(count -> count >= 20);
            }
        });
        Statistics.label("reasons").coverage(met -> {
            met.check(0).percentage(share -> share > 20);
            met.check(1).percentage(share -> share > 20);
            met.check(3).percentage(share -> share > 2);
        });
    }

    @Provide
    Arbitrary<PoolShape> pools() {
        return PoolShape.any();
    }

    @Provide
    Arbitrary<Somebody> people() {
        return Somebody.any();
    }
}

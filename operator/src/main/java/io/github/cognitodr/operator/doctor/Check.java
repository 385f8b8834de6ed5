package io.github.cognitodr.operator.doctor;

/**
 * One thing that is looked at. Stateless. A check asks facts, which may be an {@link UnknownFactException}: then it could
 * not be made, and the others are made all the same.
 */
sealed interface Check {

    /** As docs/doctor.md and {@code --json} name it: lower case, hyphens. */
    String id();

    /** A check of each pool by itself. */
    non-sealed interface OfPool extends Check {
        Diagnosis of(PoolFacts pool);
    }

    /** A check of both pools together. */
    non-sealed interface OfBoth extends Check {
        Diagnosis of(PoolFacts primary, PoolFacts standby);
    }

    /** A check of each queue. */
    non-sealed interface OfQueue extends Check {
        Diagnosis of(QueueFacts queue);
    }

    /** A check of what belongs to the standby alone. */
    non-sealed interface OfStandby extends Check {
        Diagnosis of(Facts facts);
    }
}

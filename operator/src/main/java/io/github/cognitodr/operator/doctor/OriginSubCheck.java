package io.github.cognitodr.operator.doctor;

import io.github.cognitodr.userpool.Attributes;
import java.math.BigDecimal;
import java.util.Optional;

/** The pool can hold who somebody is. */
record OriginSubCheck() implements Check.OfPool {
    /** A sub is a UUID. */
    private static final BigDecimal LONGEST_SUB = BigDecimal.valueOf(36);

    @Override
    public String id() {
        return "origin-sub";
    }

    @Override
    public Diagnosis of(PoolFacts pool) {
        Optional<SchemaAttribute> attribute = pool.description().get().schemaAttributes().stream()
                .filter(candidate -> Attributes.ORIGIN_SUB.equals(candidate.name()))
                .map(SchemaAttribute::of)
                .findFirst();
        if (attribute.isEmpty()) {
            return critical("the schema has no " + Attributes.ORIGIN_SUB);
        }
        SchemaAttribute found = attribute.get();
        if (!found.type().equals("String")) {
            return critical(Attributes.ORIGIN_SUB + " is a " + found.type() + ", not a String");
        }
        if (!found.mutable()) {
            return critical(Attributes.ORIGIN_SUB + " is immutable");
        }
        if (found.most().filter(most -> most.compareTo(LONGEST_SUB) < 0).isPresent()
                || found.least()
                        .filter(least -> least.compareTo(LONGEST_SUB) > 0)
                        .isPresent()) {
            return critical(Attributes.ORIGIN_SUB + " does not take the 36 characters of a sub");
        }
        return found.required()
                ? critical(Attributes.ORIGIN_SUB + " is required, which nobody who signs up can fulfil")
                : Diagnosis.ok(Attributes.ORIGIN_SUB + " is there, mutable and long enough");
    }

    private static Diagnosis critical(String found) {
        return Diagnosis.critical(
                found,
                "A copy carries the id of its original in it; without, nobody can tell in the other Region who is who",
                "Where it is missing, add it: a String of 1 to 64 characters, mutable, not required"
                        + " (AddCustomAttributes, or deploy the stack); otherwise the pool has to be made anew");
    }
}

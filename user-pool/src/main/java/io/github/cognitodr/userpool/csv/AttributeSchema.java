package io.github.cognitodr.userpool.csv;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a pool's schema says of one attribute. (API, SchemaAttributeType)
 *
 * @param least the least value of a number, the least length of a string
 * @param most the greatest value of a number, the greatest length of a string
 */
public record AttributeSchema(Type type, boolean required, Optional<BigDecimal> least, Optional<BigDecimal> most) {

    /** The longest string of an attribute whose schema names no bound. (API, AttributeType, Value) */
    private static final BigDecimal LONGEST = BigDecimal.valueOf(2048);

    /** The types of the API. */
    public enum Type {
        STRING,
        NUMBER,
        BOOLEAN,
        DATE_TIME,

        /** One that came later than this program. */
        OTHER
    }

    public AttributeSchema {
        requireNonNull(type, "type");
        if (type == Type.STRING && most.isEmpty()) {
            most = Optional.of(LONGEST);
        }
    }

    /** A string of any length that Cognito takes. */
    public static AttributeSchema text() {
        return new AttributeSchema(Type.STRING, false, Optional.empty(), Optional.empty());
    }

    /** The rule that keeps this value, which is not empty, out of a pool of this schema, or leaves it in doubt. */
    Optional<RowRule> brokenBy(String value) {
        return switch (accepts(value)) {
            case YES -> Optional.empty();
            case NO -> Optional.of(RowRule.AGAINST_THE_SCHEMA);
            case NOBODY_KNOWS -> Optional.of(RowRule.VALUE_OF_TWO_READINGS);
        };
    }

    private Answer accepts(String value) {
        return switch (type) {
            case STRING -> acceptsText(value);
            case NUMBER -> acceptsNumber(value);
            case BOOLEAN -> value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false") ? Answer.YES : Answer.NO;
            case DATE_TIME -> Answer.YES;
            case OTHER -> Answer.NOBODY_KNOWS;
        };
    }

    /** Whether a length counts UTF-16 units or whole characters is documented nowhere. */
    private Answer acceptsText(String value) {
        boolean units = isWithin(BigDecimal.valueOf(value.length()));
        boolean characters = isWithin(BigDecimal.valueOf(value.codePointCount(0, value.length())));
        if (units == characters) {
            return units ? Answer.YES : Answer.NO;
        }
        return Answer.NOBODY_KNOWS;
    }

    private Answer acceptsNumber(String value) {
        try {
            if (!isWithin(new BigDecimal(value))) {
                return Answer.NO;
            }
        } catch (NumberFormatException notOne) {
            return Answer.NO;
        }
        // Java takes the digits of every script
        return value.chars().allMatch(c -> c < 0x80) ? Answer.YES : Answer.NOBODY_KNOWS;
    }

    private boolean isWithin(BigDecimal number) {
        return least.map(bound -> number.compareTo(bound) >= 0).orElse(true)
                && most.map(bound -> number.compareTo(bound) <= 0).orElse(true);
    }

    /** What is known of a value. */
    private enum Answer {
        YES,
        NO,
        NOBODY_KNOWS
    }
}

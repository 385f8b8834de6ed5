package io.github.cognitodr.operator.doctor;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NumberAttributeConstraintsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.StringAttributeConstraintsType;

/**
 * What a schema says of an attribute, in a form that can be compared. (API, SchemaAttributeType)
 *
 * @param least length or value
 * @param most length or value
 */
record SchemaAttribute(
        String name,
        String type,
        boolean mutable,
        boolean required,
        Optional<BigDecimal> least,
        Optional<BigDecimal> most) {
    /** The bounds of a string whose schema names none. (API, AttributeType, Value) */
    private static final BigDecimal SHORTEST = BigDecimal.ZERO;

    private static final BigDecimal LONGEST = BigDecimal.valueOf(2048);

    static SchemaAttribute of(SchemaAttributeType attribute) {
        String type = attribute.attributeDataTypeAsString();
        Optional<BigDecimal> least = Optional.empty();
        Optional<BigDecimal> most = Optional.empty();
        if ("String".equals(type)) {
            StringAttributeConstraintsType bounds = attribute.stringAttributeConstraints();
            least = Optional.of(
                    bounds == null ? SHORTEST : number(bounds.minLength()).orElse(SHORTEST));
            most = Optional.of(
                    bounds == null ? LONGEST : number(bounds.maxLength()).orElse(LONGEST));
        } else if ("Number".equals(type)) {
            NumberAttributeConstraintsType bounds = attribute.numberAttributeConstraints();
            least = bounds == null ? least : number(bounds.minValue());
            most = bounds == null ? most : number(bounds.maxValue());
        }
        return new SchemaAttribute(
                attribute.name(),
                String.valueOf(type),
                Boolean.TRUE.equals(attribute.mutable()),
                Boolean.TRUE.equals(attribute.required()),
                least,
                most);
    }

    /** Says where the same attribute of the standby takes less, and then where it takes more. */
    void compare(SchemaAttribute standby, Problems problems) {
        if (!type.equals(standby.type)) {
            problems.critical(name + " is a " + type + " in the primary and a " + standby.type + " in the standby");
            return;
        }
        if (standby.required && !required) {
            problems.critical(name + " is required in the standby only");
        } else if (required && !standby.required) {
            problems.warning(name + " is required in the primary only");
        }
        if (isBelow(least, standby.least) || isBelow(standby.most, most)) {
            problems.critical(
                    name + " takes " + standby.bounds() + " in the standby and " + bounds() + " in the primary");
        } else if (!least.equals(standby.least) || !most.equals(standby.most)) {
            problems.warning(
                    name + " takes " + standby.bounds() + " in the standby and only " + bounds() + " in the primary");
        }
        if (mutable && !standby.mutable) {
            problems.warning(name + " cannot be changed in the standby");
        } else if (standby.mutable && !mutable) {
            problems.warning(name + " cannot be changed in the primary");
        }
    }

    /** No bound is wider than any. */
    private static boolean isBelow(Optional<BigDecimal> bound, Optional<BigDecimal> other) {
        return isBelow(bound.orElse(null), other.orElse(null));
    }

    private static boolean isBelow(@Nullable BigDecimal bound, @Nullable BigDecimal other) {
        return bound != null && other != null && bound.compareTo(other) < 0;
    }

    private String bounds() {
        String unit = type.equals("String") ? " characters" : "";
        return least.map(BigDecimal::toPlainString).orElse("any") + " to "
                + most.map(BigDecimal::toPlainString).orElse("any") + unit;
    }

    private static Optional<BigDecimal> number(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(new BigDecimal(text));
        } catch (NumberFormatException notOne) {
            return Optional.empty();
        }
    }
}

package io.github.cognitodr.sandbox.cognito;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One attribute of a pool's schema, standard or custom. (API, SchemaAttributeType)
 *
 * @param name with its {@code custom:} prefix
 * @param minLength of a string, in characters
 * @param maxLength of a string, in characters; 2048 at most
 * @param minValue of a number, as it was given
 * @param maxValue of a number, as it was given
 */
record AttributeDefinition(
        String name,
        Type type,
        boolean mutable,
        boolean required,
        @Nullable String minLength,
        @Nullable String maxLength,
        @Nullable String minValue,
        @Nullable String maxValue) {

    private static final int LONGEST = 2048;

    enum Type {
        STRING("String"),
        NUMBER("Number"),
        BOOLEAN("Boolean"),
        DATE_TIME("DateTime");

        private final String wireName;

        Type(String wireName) {
            this.wireName = wireName;
        }

        static Type of(@Nullable String wireName) {
            for (Type type : values()) {
                if (type.wireName.equals(wireName)) {
                    return type;
                }
            }
            throw AwsError.invalid("Invalid AttributeDataType: " + wireName);
        }
    }

    static AttributeDefinition string(String name, int min, int max) {
        return new AttributeDefinition(
                name, Type.STRING, true, false, Integer.toString(min), Integer.toString(max), null, null);
    }

    static AttributeDefinition bool(String name) {
        return new AttributeDefinition(name, Type.BOOLEAN, true, false, null, null, null, null);
    }

    /** Reads a {@code SchemaAttributeType}; {@code name} is the full name that it gets. */
    static AttributeDefinition from(String name, Input input, AttributeDefinition base) {
        Input string = input.object("StringAttributeConstraints");
        Input number = input.object("NumberAttributeConstraints");
        return new AttributeDefinition(
                name,
                input.has("AttributeDataType") ? Type.of(input.optional("AttributeDataType")) : base.type,
                input.flag("Mutable", base.mutable),
                input.flag("Required", base.required),
                string.has("MinLength") ? string.optional("MinLength") : base.minLength,
                string.has("MaxLength") ? string.optional("MaxLength") : base.maxLength,
                number.has("MinValue") ? number.optional("MinValue") : base.minValue,
                number.has("MaxValue") ? number.optional("MaxValue") : base.maxValue);
    }

    boolean custom() {
        return name.startsWith(Schema.CUSTOM);
    }

    /** What is wrong with the value, or null. Cognito's own words. */
    @Nullable String fault(String value) {
        return switch (type) {
            case STRING -> stringFault(value);
            case NUMBER -> numberFault(value);
            case BOOLEAN ->
                value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")
                        ? null
                        : "Attribute is not of type Boolean";
            case DATE_TIME -> value.isBlank() ? "Attribute is not of type DateTime" : null;
        };
    }

    private @Nullable String stringFault(String value) {
        int max = maxLength == null ? LONGEST : Integer.parseInt(maxLength);
        int min = minLength == null ? 0 : Integer.parseInt(minLength);
        if (value.length() > max) {
            return "String must be no longer than " + max + " characters";
        }
        if (value.length() < min) {
            return "String must be no shorter than " + min + " characters";
        }
        return null;
    }

    private @Nullable String numberFault(String value) {
        try {
            BigDecimal number = new BigDecimal(value);
            if (maxValue != null && number.compareTo(new BigDecimal(maxValue)) > 0) {
                return "Number must be no larger than " + maxValue;
            }
            if (minValue != null && number.compareTo(new BigDecimal(minValue)) < 0) {
                return "Number must be no smaller than " + minValue;
            }
            return null;
        } catch (NumberFormatException notANumber) {
            return "Attribute is not of type Number";
        }
    }

    ObjectNode json() {
        ObjectNode json = Json.object()
                .put("Name", name)
                .put("AttributeDataType", type.wireName)
                .put("DeveloperOnlyAttribute", false)
                .put("Mutable", mutable)
                .put("Required", required);
        if (type == Type.STRING) {
            ObjectNode constraints = json.putObject("StringAttributeConstraints");
            putIfPresent(constraints, "MinLength", minLength);
            putIfPresent(constraints, "MaxLength", maxLength);
        } else if (type == Type.NUMBER) {
            ObjectNode constraints = json.putObject("NumberAttributeConstraints");
            putIfPresent(constraints, "MinValue", minValue);
            putIfPresent(constraints, "MaxValue", maxValue);
        }
        return json;
    }

    private static void putIfPresent(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }
}

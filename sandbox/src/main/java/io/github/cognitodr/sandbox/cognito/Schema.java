package io.github.cognitodr.sandbox.cognito;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/**
 * A pool's attributes: the standard ones in AWS's order, then the custom ones. Immutable.
 *
 * <p>Attributes can be added, never removed or changed. (Guide, Working with user attributes)
 */
final class Schema {
    static final String CUSTOM = "custom:";

    /** A pool holds at most 50 custom attributes. (Guide, Quotas) */
    private static final int MOST_CUSTOM = 50;

    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");
    private static final Pattern PHONE = Pattern.compile("\\+[0-9]{1,15}");
    private static final Map<String, AttributeDefinition> STANDARD = standard();

    private final Map<String, AttributeDefinition> attributes;

    private Schema(Map<String, AttributeDefinition> attributes) {
        this.attributes = Collections.unmodifiableMap(attributes);
    }

    private static Map<String, AttributeDefinition> standard() {
        Map<String, AttributeDefinition> all = new LinkedHashMap<>();
        all.put(
                "sub",
                new AttributeDefinition("sub", AttributeDefinition.Type.STRING, false, true, "1", "2048", null, null));
        for (String name : List.of(
                "name",
                "given_name",
                "family_name",
                "middle_name",
                "nickname",
                "preferred_username",
                "profile",
                "picture",
                "website",
                "email")) {
            all.put(name, AttributeDefinition.string(name, 0, 2048));
        }
        all.put("email_verified", AttributeDefinition.bool("email_verified"));
        all.put("gender", AttributeDefinition.string("gender", 0, 2048));
        all.put("birthdate", AttributeDefinition.string("birthdate", 10, 10));
        for (String name : List.of("zoneinfo", "locale", "phone_number")) {
            all.put(name, AttributeDefinition.string(name, 0, 2048));
        }
        all.put("phone_number_verified", AttributeDefinition.bool("phone_number_verified"));
        all.put("address", AttributeDefinition.string("address", 0, 2048));
        all.put(
                "updated_at",
                new AttributeDefinition(
                        "updated_at", AttributeDefinition.Type.NUMBER, true, false, null, null, "0", null));
        all.put(
                "identities",
                new AttributeDefinition(
                        "identities", AttributeDefinition.Type.STRING, true, false, null, null, null, null));
        return Collections.unmodifiableMap(all);
    }

    /** The schema of a new pool: the standard attributes, changed and extended by {@code Schema} of the request. */
    static Schema from(List<Input> inputs) {
        Schema schema = new Schema(new LinkedHashMap<>(STANDARD));
        for (Input input : inputs) {
            String name = input.string("Name");
            AttributeDefinition standard = STANDARD.get(name);
            schema = standard == null
                    ? schema.withCustom(input)
                    : schema.with(AttributeDefinition.from(name, input, standard));
        }
        return schema;
    }

    /** Adds a custom attribute; the request names it without its prefix. (API, AddCustomAttributes) */
    Schema withCustom(Input input) {
        String name = CUSTOM + input.string("Name");
        if (attributes.containsKey(name)) {
            throw AwsError.invalid(name + ": Existing attribute already has name " + name + ".");
        }
        if (input.flag("Required", false)) {
            throw AwsError.invalid("Required custom attributes are not supported currently.");
        }
        if (attributes.size() - STANDARD.size() >= MOST_CUSTOM) {
            throw AwsError.invalid("User pool has reached the limit of " + MOST_CUSTOM + " custom attributes.");
        }
        AttributeDefinition base =
                new AttributeDefinition(name, AttributeDefinition.Type.STRING, true, false, null, null, null, null);
        return with(AttributeDefinition.from(name, input, base));
    }

    private Schema with(AttributeDefinition definition) {
        Map<String, AttributeDefinition> all = new LinkedHashMap<>(attributes);
        all.put(definition.name(), definition);
        return new Schema(all);
    }

    Collection<AttributeDefinition> attributes() {
        return attributes.values();
    }

    boolean contains(String name) {
        return attributes.containsKey(name);
    }

    boolean isCustom(String name) {
        AttributeDefinition definition = attributes.get(name);
        return definition != null && definition.custom();
    }

    /** The attributes that a user must have, {@code sub} aside. */
    List<String> required() {
        return attributes.values().stream()
                .filter(definition ->
                        definition.required() && !definition.name().equals("sub"))
                .map(AttributeDefinition::name)
                .toList();
    }

    ArrayNode json() {
        ArrayNode array = Json.array();
        attributes.values().forEach(definition -> array.add(definition.json()));
        return array;
    }

    /** Checks the attributes of a user who is about to be created: all of them, and none that nobody may set. */
    void checkNew(Map<String, String> values) {
        checkSettable(values.keySet());
        Map<String, String> faults = new TreeMap<>(faults(values));
        for (String name : required()) {
            if (values.getOrDefault(name, "").isEmpty()) {
                faults.put(name, "The attribute is required");
            }
        }
        throwIfAny(faults);
    }

    /**
     * Checks a change; an immutable attribute can be set only at creation. (facts, Users)
     *
     * @param deleted those that are to go, whose values do not matter
     */
    void checkChange(Map<String, String> values, Set<String> deleted) {
        checkSettable(values.keySet());
        Map<String, String> faults = faults(values);
        faults.keySet().removeIf(name -> deleted.contains(name) && attributes.containsKey(name));
        throwIfAny(faults);
        checkMutable(values.keySet());
    }

    void checkMutable(Set<String> names) {
        for (String name : names) {
            AttributeDefinition definition = attributes.get(name);
            if (definition != null && !definition.mutable()) {
                throw AwsError.invalid("user." + name + ": Attribute cannot be updated.");
            }
        }
    }

    /** {@code sub}, {@code cognito:*} and {@code identities} belong to Cognito. (facts, Users) */
    static void checkSettable(Set<String> names) {
        for (String name : names) {
            if (name.equals("sub") || name.equals("identities") || name.startsWith("cognito:")) {
                throw AwsError.invalid("Cannot modify the non-mutable attribute " + name);
            }
        }
    }

    /** What is wrong with the values, by attribute; empty when nothing is. */
    Map<String, String> faults(Map<String, String> values) {
        Map<String, String> faults = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            String fault = fault(name, value);
            if (fault != null) {
                faults.put(name, fault);
            }
        });
        return faults;
    }

    private @Nullable String fault(String name, String value) {
        AttributeDefinition definition = attributes.get(name);
        if (definition == null) {
            return "Attribute does not exist in the schema.";
        }
        if (!value.isEmpty() && name.equals("email") && !isEmail(value)) {
            return "Invalid email address format.";
        }
        if (!value.isEmpty() && name.equals("phone_number") && !isPhoneNumber(value)) {
            return "Invalid phone number format.";
        }
        return definition.fault(value);
    }

    static boolean isEmail(String value) {
        return EMAIL.matcher(value).matches();
    }

    /** E.164: a plus sign and up to 15 digits. */
    static boolean isPhoneNumber(String value) {
        return PHONE.matcher(value).matches();
    }

    private static void throwIfAny(Map<String, String> faults) {
        if (faults.isEmpty()) {
            return;
        }
        for (String fault : faults.values()) {
            if (fault.endsWith("format.")) {
                throw AwsError.invalid(fault);
            }
        }
        List<String> lines = new ArrayList<>();
        faults.forEach((name, fault) -> lines.add(name + ": " + fault));
        throw AwsError.invalid("Attributes did not conform to the schema: " + String.join("\n", lines) + "\n");
    }
}

package io.github.cognitodr.sandbox.cognito;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The parameters of one request, read by name; what is missing or of the wrong kind fails as it does on AWS. */
record Input(ObjectNode node) {

    /** A required string. */
    String string(String name) {
        String value = optional(name);
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    @Nullable String optional(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw serialization(name);
        }
        return value.stringValue();
    }

    boolean flag(String name, boolean otherwise) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw serialization(name);
        }
        return value.booleanValue();
    }

    int integer(String name, int otherwise) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return otherwise;
        }
        if (!value.isIntegralNumber()) {
            throw serialization(name);
        }
        return value.intValue();
    }

    long number(String name, long otherwise) {
        JsonNode value = node.get(name);
        return value == null || !value.isIntegralNumber() ? otherwise : value.longValue();
    }

    boolean has(String name) {
        JsonNode value = node.get(name);
        return value != null && !value.isNull();
    }

    /** A list of strings; empty when it is not given. */
    List<String> strings(String name) {
        List<String> result = new ArrayList<>();
        for (JsonNode element : list(name)) {
            if (!element.isString()) {
                throw serialization(name);
            }
            result.add(element.stringValue());
        }
        return result;
    }

    /** A list of objects; empty when it is not given. */
    List<Input> objects(String name) {
        List<Input> result = new ArrayList<>();
        for (JsonNode element : list(name)) {
            if (!(element instanceof ObjectNode object)) {
                throw serialization(name);
            }
            result.add(new Input(object));
        }
        return result;
    }

    /** An object; an empty one when it is not given. */
    Input object(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return new Input(Json.object());
        }
        if (!(value instanceof ObjectNode object)) {
            throw serialization(name);
        }
        return new Input(object);
    }

    /** A map of strings; empty when it is not given. */
    Map<String, String> map(String name) {
        Map<String, String> result = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : object(name).node().properties()) {
            if (!entry.getValue().isString()) {
                throw serialization(name);
            }
            result.put(entry.getKey(), entry.getValue().stringValue());
        }
        return result;
    }

    /** A list of {@code {"Name","Value"}} as a map, in its order. */
    Map<String, String> attributes(String name) {
        Map<String, String> result = new LinkedHashMap<>();
        for (Input attribute : objects(name)) {
            String value = attribute.optional("Value");
            result.put(attribute.string("Name"), value == null ? "" : value);
        }
        return result;
    }

    private Iterable<JsonNode> list(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw serialization(name);
        }
        return value;
    }

    private static AwsError missing(String name) {
        String member = Character.toLowerCase(name.charAt(0)) + name.substring(1);
        return AwsError.invalid("1 validation error detected: Value null at '" + member
                + "' failed to satisfy constraint: Member must not be null");
    }

    private static AwsError serialization(String name) {
        return AwsError.of("SerializationException", name + " is not of the expected type");
    }
}

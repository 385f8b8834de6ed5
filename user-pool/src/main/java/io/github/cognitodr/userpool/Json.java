package io.github.cognitodr.userpool;

import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/**
 * JSON objects as maps, by the reader and writer that the SDK's clients use themselves: any other library would be loaded
 * beside them at each start of a function (docs/decisions/json-of-the-sdk.md). Stateless, thread-safe.
 */
public final class Json {
    private Json() {}

    /**
     * Reads one object: strings, booleans, numbers (Integer, Long or BigDecimal), lists, maps and null.
     *
     * @throws MalformedJsonException if the text is not one JSON object
     */
    public static Map<String, @Nullable Object> readObject(byte[] utf8) {
        @Nullable JsonNode node;
        try {
            node = JsonNode.parser().parse(utf8);
        } catch (UncheckedIOException | IllegalArgumentException malformed) {
            // not chained: the parser's message quotes the text
            throw new MalformedJsonException("Not a JSON object");
        }
        if (node == null || !node.isObject()) {
            throw new MalformedJsonException("Not a JSON object, but something else");
        }
        return object(node);
    }

    /** The object on one line, UTF-8, without a line break at its end. */
    public static byte[] write(Map<String, ?> object) {
        try (JsonWriter writer = JsonWriter.create()) {
            write(object, writer);
            return writer.getBytes();
        }
    }

    private static Map<String, @Nullable Object> object(JsonNode node) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        node.asObject().forEach((name, value) -> object.put(name, value(value)));
        return object;
    }

    private static @Nullable Object value(JsonNode node) {
        if (node.isObject()) {
            return object(node);
        }
        if (node.isArray()) {
            return node.asArray().stream().map(Json::value).toList();
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        if (node.isNumber()) {
            return number(node.asNumber());
        }
        return node.isNull() ? null : node.asString();
    }

    private static Number number(String text) {
        try {
            long whole = Long.parseLong(text);
            if (whole == (int) whole) {
                return (int) whole;
            }
            return whole;
        } catch (NumberFormatException notWhole) {
            return new BigDecimal(text);
        }
    }

    private static void write(@Nullable Object value, JsonWriter writer) {
        if (value == null) {
            writer.writeNull();
        } else if (value instanceof Map<?, ?> object) {
            writer.writeStartObject();
            object.forEach((name, member) -> {
                writer.writeFieldName(String.valueOf(name));
                write(member, writer);
            });
            writer.writeEndObject();
        } else if (value instanceof List<?> list) {
            writer.writeStartArray();
            list.forEach(member -> write(member, writer));
            writer.writeEndArray();
        } else if (value instanceof Boolean truth) {
            writer.writeValue(truth.booleanValue());
        } else if (value instanceof Number number) {
            writer.writeNumber(number.toString());
        } else if (value instanceof String text) {
            writer.writeValue(text);
        } else {
            throw new IllegalArgumentException("JSON has no " + value.getClass().getName());
        }
    }
}

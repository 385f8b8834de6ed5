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
    private static final String BLANKS = " \t\r\n";

    private Json() {}

    /**
     * Reads one object: strings, booleans, numbers (Integer, Long or BigDecimal), lists, maps and null.
     *
     * @throws MalformedJsonException if the text is not one JSON object
     */
    public static Map<String, @Nullable Object> readObject(byte[] utf8) {
        return deepObject(members(utf8));
    }

    /**
     * Reads one object no further than it takes to know that it is one: each member is to be looked at by {@link #view}.
     * For what is read for each user of a pool.
     *
     * @throws MalformedJsonException if the text is not one JSON object
     */
    static Map<String, ?> members(byte[] utf8) {
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
        if (!endsWithItsFirstObject(utf8)) {
            throw new MalformedJsonException("Not one JSON object: something stands behind it");
        }
        return node.asObject();
    }

    /**
     * What a member is: a text, a truth, a number, or null; of a list and of an object a List and a Map of what again is to
     * be looked at so.
     *
     * @param member as {@link #members} or this method gave it; null where there is none
     */
    static @Nullable Object view(@Nullable Object member) {
        if (!(member instanceof JsonNode node)) {
            return null;
        }
        if (node.isString()) {
            return node.asString();
        }
        if (node.isObject()) {
            return node.asObject();
        }
        if (node.isArray()) {
            return node.asArray();
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        return node.isNumber() ? number(node.asNumber()) : null;
    }

    /** The object on one line, UTF-8, without a line break at its end. */
    public static byte[] write(Map<String, ?> object) {
        try (JsonWriter writer = JsonWriter.create()) {
            write(object, writer);
            return writer.getBytes();
        }
    }

    /**
     * The SDK's parser stops at the end of the first value, whatever comes then.
     *
     * @param utf8 begins with a well-formed object
     */
    private static boolean endsWithItsFirstObject(byte[] utf8) {
        int depth = 0;
        boolean isInText = false;
        for (int at = 0; at < utf8.length; at++) {
            byte c = utf8[at];
            if (c == '\\') {
                at++;
            } else if (c == '"') {
                isInText = !isInText;
            } else if (!isInText && c == '{') {
                depth++;
            } else if (!isInText && c == '}' && --depth == 0) {
                return isBlankFrom(at + 1, utf8);
            }
        }
        return false;
    }

    private static boolean isBlankFrom(int start, byte[] utf8) {
        for (int at = start; at < utf8.length; at++) {
            if (BLANKS.indexOf(utf8[at]) < 0) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, @Nullable Object> deepObject(Map<?, ?> members) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        members.forEach((name, member) -> object.put(String.valueOf(name), deep(member)));
        return object;
    }

    private static @Nullable Object deep(@Nullable Object member) {
        @Nullable Object value = view(member);
        if (value instanceof Map<?, ?> members) {
            return deepObject(members);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Json::deep).toList();
        }
        return value;
    }

    private static Number number(String text) {
        try {
            long whole = Long.parseLong(text);
            if (whole == (int) whole) {
                return (int) whole;
            }
            return whole;
        } catch (NumberFormatException notWhole) {
            return decimal(text);
        }
    }

    private static BigDecimal decimal(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException boundless) {
            throw new MalformedJsonException("A JSON object with a number beyond all bounds");
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

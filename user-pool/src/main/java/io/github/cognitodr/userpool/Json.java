package io.github.cognitodr.userpool;

import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * JSON objects as maps, by the serializer of aws-lambda-java-serialization: the functions carry it anyway, and a
 * second JSON library would weigh as much again. Stateless, thread-safe.
 */
public final class Json {
    @SuppressWarnings("rawtypes") // the factory knows no Map<String, Object>
    private static final PojoSerializer<Map> SERIALIZER =
            JacksonFactory.getInstance().getSerializer(Map.class);

    private Json() {}

    /**
     * Reads one object.
     *
     * @throws MalformedJsonException if the text is not one JSON object
     */
    @SuppressWarnings("unchecked") // names of a JSON object are strings
    public static Map<String, Object> readObject(byte[] utf8) {
        Map<String, Object> object;
        try {
            object = (Map<String, Object>) SERIALIZER.fromJson(new ByteArrayInputStream(utf8));
        } catch (UncheckedIOException malformed) {
            // not chained: the parser's message quotes the text
            throw new MalformedJsonException("Not a JSON object");
        }
        if (object == null) {
            throw new MalformedJsonException("Not a JSON object, but empty or null");
        }
        return object;
    }

    /** The object on one line, UTF-8, without a line break at its end. */
    public static byte[] write(Map<String, ?> object) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SERIALIZER.toJson(object, out);
        return out.toByteArray();
    }
}

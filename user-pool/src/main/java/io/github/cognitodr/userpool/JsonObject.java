package io.github.cognitodr.userpool;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object whose members are asked for by name and kind. What is missing or of another kind is a
 * {@link MalformedJsonException} that names the member and quotes no value. Immutable.
 *
 * <pre>{@code
 * Instant startAfter = JsonObject.parse(utf8).parse("startAfter", Instant::parse);
 * }</pre>
 */
public final class JsonObject {
    private final Map<?, ?> members;

    /** @param members as {@link Json#members} and {@link Json#view} give them */
    private JsonObject(Map<?, ?> members) {
        this.members = members;
    }

    /**
     * Reads one object.
     *
     * @throws MalformedJsonException if the text is not one JSON object
     */
    public static JsonObject parse(byte[] utf8) {
        return new JsonObject(Json.members(utf8));
    }

    /** In the order of the text. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        members.keySet().forEach(name -> names.add(String.valueOf(name)));
        return names;
    }

    public boolean has(String name) {
        return Json.view(members.get(name)) != null;
    }

    public String text(String name) {
        return member(name, String.class);
    }

    /** A whole number. */
    public long number(String name) {
        Number number = member(name, Number.class);
        if (number instanceof BigDecimal) {
            throw malformed(name);
        }
        return number.longValue();
    }

    /** A whole number that is not negative. */
    public long count(String name) {
        long number = number(name);
        if (number < 0) {
            throw malformed(name);
        }
        return number;
    }

    public boolean truth(String name) {
        return member(name, Boolean.class);
    }

    public JsonObject object(String name) {
        return new JsonObject(member(name, Map.class));
    }

    public List<JsonObject> objects(String name) {
        List<JsonObject> objects = new ArrayList<>();
        for (Object element : member(name, List.class)) {
            if (!(Json.view(element) instanceof Map<?, ?> object)) {
                throw malformed(name);
            }
            objects.add(new JsonObject(object));
        }
        return objects;
    }

    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Object element : member(name, List.class)) {
            if (!(Json.view(element) instanceof String text)) {
                throw malformed(name);
            }
            texts.add(text);
        }
        return texts;
    }

    /** A text of some form; the parser refuses another with any RuntimeException. */
    public <T> T parse(String name, Function<String, T> parser) {
        try {
            return parser.apply(text(name));
        } catch (MalformedJsonException missing) {
            throw missing;
        } catch (RuntimeException otherForm) {
            // not chained: a parser's message may quote the text
            throw malformed(name);
        }
    }

    /** A text of some form, or nothing where there is no such member. */
    public <T> Optional<T> parseIfPresent(String name, Function<String, T> parser) {
        return has(name) ? Optional.of(parse(name, parser)) : Optional.empty();
    }

    private <T> T member(String name, Class<T> kind) {
        @Nullable Object value = Json.view(members.get(name));
        if (!kind.isInstance(value)) {
            throw malformed(name);
        }
        return kind.cast(value);
    }

    private static MalformedJsonException malformed(String name) {
        return new MalformedJsonException("A JSON object whose member " + name + " is missing or malformed");
    }
}

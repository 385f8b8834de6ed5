package io.github.cognitodr.infra;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object of settings, read value by value. What is wrong is collected, each problem beginning with the name of
 * its setting, so that a person mends the file once; what nobody has asked for by the end is unknown.
 */
final class RawSettings {

    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");

    private final String prefix;
    private final Map<?, ?> values;
    private final List<String> problems;
    private final Set<String> known = new LinkedHashSet<>();

    private RawSettings(String prefix, Map<?, ?> values, List<String> problems) {
        this.prefix = prefix;
        this.values = values;
        this.problems = problems;
    }

    static RawSettings of(Map<?, ?> values) {
        return new RawSettings("", values, new ArrayList<>());
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    List<String> problems() {
        return problems;
    }

    /** Adds a problem, which names the setting or settings that it is about. */
    void problem(String sentence) {
        problems.add(prefix + sentence);
    }

    /** To be called when everything has been read. */
    void refuseUnknown() {
        for (Object name : values.keySet()) {
            if (!known.contains(String.valueOf(name))) {
                problem(name + " is unknown; the settings here are " + String.join(", ", known));
            }
        }
    }

    int number(String name, int byDefault, int min, int max) {
        Object value = value(name);
        if (value == null) {
            return byDefault;
        }
        if (value instanceof Number number) {
            double exact = number.doubleValue();
            if (exact == Math.rint(exact) && exact >= min && exact <= max) {
                return number.intValue();
            }
        }
        wrong(name, "a whole number from " + min + " to " + max, value);
        return byDefault;
    }

    boolean flag(String name, boolean byDefault) {
        Object value = value(name);
        if (value == null) {
            return byDefault;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        wrong(name, "true or false", value);
        return byDefault;
    }

    @Nullable String text(String name, Predicate<String> isAllowed, String allowed) {
        Object value = value(name);
        if (value == null) {
            return null;
        }
        if (value instanceof String text && isAllowed.test(text)) {
            return text;
        }
        wrong(name, allowed, value);
        return null;
    }

    @Nullable String text(String name, Pattern pattern, String allowed) {
        return text(name, text -> pattern.matcher(text).matches(), allowed);
    }

    LocalTime time(String name, String byDefault) {
        String time = text(name, TIME, "a time of day in UTC, HH:mm");
        return LocalTime.parse(time == null ? byDefault : time);
    }

    /**
     * A list of texts; empty where it is left out and may be.
     *
     * @param allowed what the list must be, in the words of the message
     */
    List<String> texts(String name, int atLeast, int atMost, Predicate<String> isAllowed, String allowed) {
        Object value = value(name);
        if (value == null && atLeast == 0) {
            return List.of();
        }
        if (!(value instanceof List<?> list) || list.size() < atLeast || list.size() > atMost) {
            problem(name + " must be " + allowed);
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (Object item : list) {
            if (item instanceof String text && isAllowed.test(text)) {
                if (texts.contains(text)) {
                    problem(name + " must name each only once, and names " + shown(text) + " again");
                } else {
                    texts.add(text);
                }
            } else {
                problem(name + " must be " + allowed + "; this is none: " + shown(item));
            }
        }
        return Collections.unmodifiableList(texts);
    }

    /**
     * An object of objects by name, in their order.
     *
     * @param allowed what the whole must be, in the words of the message
     * @param nameProblem what is wrong with a name, or null
     * @param example of one of the objects, for the message
     * @param reader reads one of them; unknown settings in it are refused afterwards
     */
    <T> Map<String, T> objects(
            String name,
            int atLeast,
            int atMost,
            String allowed,
            NameCheck nameProblem,
            String example,
            BiFunction<String, RawSettings, T> reader) {
        Map<String, T> read = new LinkedHashMap<>();
        Object value = value(name);
        if (value == null && atLeast == 0) {
            return read;
        }
        if (!(value instanceof Map<?, ?> entries) || entries.size() < atLeast || entries.size() > atMost) {
            problem(name + " must be " + allowed);
            return read;
        }
        entries.forEach((key, definition) -> {
            String path = name + "." + key;
            String wrongName = nameProblem.problem(String.valueOf(key));
            if (wrongName != null) {
                problem(path + " " + wrongName);
            } else if (definition instanceof Map<?, ?> parts) {
                RawSettings inner = new RawSettings(prefix + path + ".", parts, problems);
                read.put(String.valueOf(key), reader.apply(String.valueOf(key), inner));
                inner.refuseUnknown();
            } else {
                problem(path + " must be an object, such as " + example);
            }
        });
        return Collections.unmodifiableMap(read);
    }

    /** Says what is wrong with a name. */
    @FunctionalInterface
    interface NameCheck {
        @Nullable String problem(String name);
    }

    /** One of the constants, by its name or by what it is called in the file. */
    <E extends Enum<E>> @Nullable E constant(
            String name, Map<String, E> byName, @Nullable E byDefault, String allowed) {
        Object value = value(name);
        if (value == null && byDefault != null) {
            return byDefault;
        }
        E constant = value instanceof String text ? byName.get(text) : null;
        if (constant == null) {
            wrong(name, allowed, value);
        }
        return constant;
    }

    private void wrong(String name, String allowed, @Nullable Object value) {
        problem(name + " must be " + allowed + ", not " + shown(value));
    }

    private @Nullable Object value(String name) {
        known.add(name);
        return values.get(name);
    }

    private static String shown(@Nullable Object value) {
        return value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
    }

    static String capitalised(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}

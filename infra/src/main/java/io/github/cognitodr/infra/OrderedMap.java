package io.github.cognitodr.infra;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Maps that end in a template. {@code Map.of} has another order in each process, and the template with it. */
final class OrderedMap {

    private OrderedMap() {}

    static <V> Map<String, V> of(String key, V value, String otherKey, V otherValue) {
        Map<String, V> map = new LinkedHashMap<>();
        map.put(key, value);
        map.put(otherKey, otherValue);
        return Collections.unmodifiableMap(map);
    }
}

package io.github.cognitodr.sandbox.cognito;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The small vocabulary in which answers are written. */
final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static ArrayNode strings(Collection<String> values) {
        ArrayNode array = array();
        values.forEach(array::add);
        return array;
    }

    /** Times travel as epoch seconds with milliseconds after the point. (AWS JSON 1.1) */
    static BigDecimal time(Instant instant) {
        return BigDecimal.valueOf(instant.toEpochMilli(), 3);
    }

    /** Attributes travel as a list of {@code {"Name","Value"}}. */
    static ArrayNode attributes(Map<String, String> attributes) {
        ArrayNode array = array();
        attributes.forEach((name, value) -> array.addObject().put("Name", name).put("Value", value));
        return array;
    }
}

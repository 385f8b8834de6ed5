package io.github.cognitodr.sandbox.cloudformation;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request of the AWS Query protocol: a form, of which one field is the action. */
record QueryRequest(Map<String, String> parameters) {

    static QueryRequest read(byte[] body) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String field : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                parameters.put(decode(field.substring(0, equals)), decode(field.substring(equals + 1)));
            }
        }
        return new QueryRequest(parameters);
    }

    /** Empty where there is none. */
    String action() {
        return parameters.getOrDefault("Action", "");
    }

    @Nullable String get(String name) {
        return parameters.get(name);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}

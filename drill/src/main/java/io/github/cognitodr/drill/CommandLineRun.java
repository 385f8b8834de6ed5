package io.github.cognitodr.drill;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * How a run of {@code cognito-dr} ended.
 *
 * @param arguments what it was told, without {@code --json}
 * @param document its result
 * @param log what it said while it worked
 */
record CommandLineRun(List<String> arguments, int exitCode, JsonNode document, String log) {

    /** As a person types it. */
    String typed() {
        return "cognito-dr " + String.join(" ", arguments);
    }

    /** The count at a path such as {@code findings/SAME}; 0 where there is none. */
    long count(String path) {
        return document.at("/" + path).asLong(0);
    }
}

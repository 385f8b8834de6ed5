package io.github.cognitodr.userpool;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a function's environment once, at its start. What is missing or malformed ends the start with a message that
 * names the variable and says what belongs there.
 *
 * <pre>{@code
 * Environment environment = new Environment(System.getenv());
 * UserPoolId pool = environment.required("STANDBY_USER_POOL_ID", UserPoolId::new);
 * int rate = environment.optional("LIST_USERS_RPS", Environment.integer(1, 30)).orElse(20);
 * }</pre>
 */
public record Environment(Map<String, String> variables) {

    public Environment {
        variables = Map.copyOf(variables);
    }

    /**
     * The value of a variable that has to be there.
     *
     * @param parse throws IllegalArgumentException with a message that completes "X must be ..."
     * @throws InvalidEnvironmentException if the variable is missing, blank or malformed
     */
    public <T> T required(String name, Function<String, T> parse) {
        return optional(name, parse)
                .orElseThrow(() -> new InvalidEnvironmentException("The environment variable " + name + " is missing"));
    }

    /**
     * The value of a variable that may be left out.
     *
     * @throws InvalidEnvironmentException if the variable is there and malformed
     */
    public <T> Optional<T> optional(String name, Function<String, T> parse) {
        String value = variables.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(value));
        } catch (IllegalArgumentException malformed) {
            throw new InvalidEnvironmentException(
                    "The environment variable " + name + " " + malformed.getMessage() + ", but is \"" + value + "\"",
                    malformed);
        }
    }

    /** A whole number within the bounds, both included. */
    public static Function<String, Integer> integer(int least, int most) {
        return value -> {
            try {
                int number = Integer.parseInt(value);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException notANumber) {
                // the same message serves
            }
            throw new IllegalArgumentException("must be a whole number from " + least + " to " + most);
        };
    }

    /** The URL of an SQS queue: {@code http(s)://host/account/name}. */
    public static Function<String, String> queueUrl() {
        return value -> {
            if (isUrlWithPath(value)) {
                return value;
            }
            throw new IllegalArgumentException(
                    "must be the URL of an SQS queue, such as https://sqs.ap-northeast-1.amazonaws.com/123456789012/name");
        };
    }

    private static boolean isUrlWithPath(String value) {
        try {
            URI url = URI.create(value);
            return url.getHost() != null
                    && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
                    && url.getPath() != null
                    && url.getPath().matches("(/[^/]+)+");
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}

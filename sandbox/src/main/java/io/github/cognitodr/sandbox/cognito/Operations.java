package io.github.cognitodr.sandbox.cognito;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The operations of the endpoint by name; filled once, at the start, by the class of each group. */
final class Operations {

    /** One operation: parameters in, answer out, {@link AwsError} for what goes wrong. */
    @FunctionalInterface
    interface Operation {
        ObjectNode run(Input input);
    }

    private record Entry(Operation operation, boolean signed) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** An operation that IAM authorises: it wants a signature. */
    void signed(String name, Operation operation) {
        entries.put(name, new Entry(operation, true));
    }

    /** A public operation, unauthenticated or authorised by a session. (API, no signature in the model) */
    void open(String name, Operation operation) {
        entries.put(name, new Entry(operation, false));
    }

    /** Whether an operation is there and public. */
    boolean isOpen(String name) {
        Entry found = entries.get(name);
        return found != null && !found.signed();
    }

    /**
     * Runs an operation.
     *
     * @param authorized whether the request carried an Authorization header; the sandbox does not check the signature
     */
    ObjectNode run(String name, boolean authorized, Input input) {
        Entry entry = entry(name);
        if (entry.signed() && !authorized) {
            throw AwsError.of("MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        return entry.operation().run(input);
    }

    private Entry entry(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw AwsError.of("UnknownOperationException", "The sandbox has no operation " + name);
        }
        return entry;
    }
}

package io.github.cognitodr.sandbox;

/** What came of calling a function. */
public sealed interface InvocationResult {

    /** The function answered with these bytes. The array is not copied. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody; copying every answer would only cost
    record Answered(byte[] payload) implements InvocationResult {}

    /** The function ended with an error: {@code FunctionError: Unhandled} on AWS. */
    record Failed(String errorType, String message) implements InvocationResult {}

    /** No answer within the caller's limit, or within the function's own. */
    record TimedOut(String message) implements InvocationResult {}

    /** There is no function of that name, or all its execution environments are taken. */
    record Unavailable(String message) implements InvocationResult {}
}

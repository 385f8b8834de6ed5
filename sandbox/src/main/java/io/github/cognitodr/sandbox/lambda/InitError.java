package io.github.cognitodr.sandbox.lambda;

/** What the runtime reported when a function could not be initialised, say because its constructor threw. */
public record InitError(String errorType, String message) {}

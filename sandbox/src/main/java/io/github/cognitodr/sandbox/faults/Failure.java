package io.github.cognitodr.sandbox.faults;

/** An error that is answered in the place of the work; each service says it in its own words. */
public enum Failure {
    /** Too many requests; the SDK tries again. */
    THROTTLED,
    /** Forbidden; the SDK does not try again. */
    DENIED,
    /** The service's own error 500; the SDK tries again. */
    INTERNAL_ERROR,
    /** 503 with nothing in it; the SDK tries again. */
    UNAVAILABLE
}

package io.github.cognitodr.sandbox.faults;

import java.time.Duration;

/** One way of failing. */
public sealed interface Fault
        permits Ruling.None,
                Ruling.Refuse,
                Ruling.Hang,
                Ruling.Delay,
                Ruling.DelayAnswer,
                Ruling.Fail,
                Ruling.LoseAnswer {
    /** Nothing is wrong; also exempts one operation from what is set for all. */
    static Fault none() {
        return new Ruling.None();
    }

    /** The connection closes without an answer; nothing was done. */
    static Fault refuse() {
        return new Ruling.Refuse();
    }

    /** No answer, until the fault is changed; then the connection closes. Nothing is done. */
    static Fault hang() {
        return new Ruling.Hang();
    }

    /** The work starts so much later, in real time. */
    static Fault delay(Duration by) {
        return new Ruling.Delay(by);
    }

    /** The work is done at once, counted against the quotas as ever, and its answer comes so much later, in real time. */
    static Fault delayAnswer(Duration by) {
        return new Ruling.DelayAnswer(by);
    }

    /**
     * Cognito's TooManyRequestsException, HTTP 400, as a quota has it; CloudFormation's Throttling, HTTP 400; S3's SlowDown,
     * HTTP 503. Nothing was done, and no quota was used.
     */
    static Fault throttle() {
        return new Ruling.Fail(Failure.THROTTLED);
    }

    /**
     * A final refusal, as by a policy: Cognito's AccessDeniedException, HTTP 400; CloudFormation's and S3's AccessDenied,
     * HTTP 403. The message names the permission that is missing. Nothing was done.
     */
    static Fault deny() {
        return new Ruling.Fail(Failure.DENIED);
    }

    /** Cognito's InternalErrorException, CloudFormation's InternalFailure or S3's InternalError, HTTP 500; nothing was done. */
    static Fault error500() {
        return new Ruling.Fail(Failure.INTERNAL_ERROR);
    }

    /** HTTP 503 without a body or a code, as a load balancer answers in the place of the service; nothing was done. */
    static Fault bare503() {
        return new Ruling.Fail(Failure.UNAVAILABLE);
    }

    /** The work is done, and the connection closes without an answer. */
    static Fault loseAnswer() {
        return new Ruling.LoseAnswer();
    }
}

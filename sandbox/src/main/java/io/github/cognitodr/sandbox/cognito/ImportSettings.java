package io.github.cognitodr.sandbox.cognito;

import io.github.cognitodr.sandbox.cognito.csv.ImportFile;
import java.time.Duration;

/**
 * The points of an import that a test may choose.
 *
 * @param delay how long a started job stays Pending, in real time
 * @param headerIsLineOne whether the log's line numbers count the header; unconfirmed (facts, Import job)
 * @param passwordHashColumn whether the header has a {@code password_hash} column, as some pools' have (facts)
 */
record ImportSettings(
        Duration delay,
        boolean headerIsLineOne,
        boolean passwordHashColumn,
        ImportFailureRule failureRule,
        ImportFile.Limits limits) {}

package io.github.cognitodr.infra;

/**
 * What the functions may use. The time of the two that Cognito calls is Cognito's own, 5 seconds.
 *
 * @param triggerMemoryMb memory of the two functions that Cognito calls
 * @param retryMemoryMb memory of the function that replicates from the retry queue
 * @param retryTimeoutSeconds its time for a batch of ten people, 30 to 900
 * @param snapshotMemoryMb memory of the function that takes snapshots
 * @param snapshotTimeoutSeconds its time for one run, 120 to 900; 40 of them are kept back for saving
 * @param logRetention how long their logs are kept, and those of access to the bucket
 */
public record FunctionSettings(
        int triggerMemoryMb,
        int retryMemoryMb,
        int retryTimeoutSeconds,
        int snapshotMemoryMb,
        int snapshotTimeoutSeconds,
        LogRetention logRetention) {}

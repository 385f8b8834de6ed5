package io.github.cognitodr.sandbox.cognito;

/**
 * When a job that went through its file ends Failed: "Too many users have failed or been skipped during the import."
 *
 * <p>Cognito does not publish its threshold.
 */
@FunctionalInterface
public interface ImportFailureRule {

    /** Whether a job with these counts has failed. */
    boolean failed(int imported, int skipped, int failed);

    /**
     * The sandbox's assumption: more than five rows, and fewer than a third of them imported. It agrees with the one case
     * that is known, 14 imported and 32 failed. (facts, Import job)
     */
    static ImportFailureRule assumed() {
        return (imported, skipped, failed) -> {
            int rows = imported + skipped + failed;
            return rows > 5 && imported * 3L < rows;
        };
    }
}

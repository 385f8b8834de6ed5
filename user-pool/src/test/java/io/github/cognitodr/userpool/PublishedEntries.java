package io.github.cognitodr.userpool;

import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Shows on the console what tests publish by JUnit's TestReporter, as what they have measured: Surefire passes it on to
 * nobody. Found by JUnit itself, in every module that has these test classes.
 */
public final class PublishedEntries implements TestExecutionListener {
    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        entry.getKeyValuePairs()
                .forEach((name, value) -> System.out.println(test.getDisplayName() + ": " + name + ": " + value));
    }
}

package io.github.cognitodr.userpool;

import java.lang.System.Logger.Level;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Shows on the console what tests publish by JUnit's TestReporter, as what they have measured: Surefire passes it on to
 * nobody. Found by JUnit itself, in every module that has these test classes.
 */
public final class PublishedEntries implements TestExecutionListener {
    /** The JDK's own, which writes to the console unless told otherwise. */
    private static final System.Logger MEASURED = System.getLogger("measured");

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        entry.getKeyValuePairs()
                .forEach(
                        (name, value) -> MEASURED.log(Level.INFO, "{0}: {1}: {2}", test.getDisplayName(), name, value));
    }
}

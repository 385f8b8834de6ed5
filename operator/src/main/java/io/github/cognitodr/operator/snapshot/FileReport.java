package io.github.cognitodr.operator.snapshot;

import io.github.cognitodr.userpool.snapshot.SnapshotFile;
import java.util.List;

/**
 * What has been found out about a file.
 *
 * @param problems why it does not hold; empty if it does
 * @param remarks what is worth a word, though the file holds
 */
public record FileReport(SnapshotFile file, List<String> problems, List<String> remarks) {
    public FileReport {
        problems = List.copyOf(problems);
        remarks = List.copyOf(remarks);
    }

    public boolean isWhole() {
        return problems.isEmpty();
    }
}

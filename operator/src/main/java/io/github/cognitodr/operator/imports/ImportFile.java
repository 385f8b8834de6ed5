package io.github.cognitodr.operator.imports;

import java.nio.file.Path;

/**
 * A file for an import job, ready to be uploaded.
 *
 * @param number from 1 on, the same whenever the run is taken up again
 * @param rows the header left out
 */
public record ImportFile(int number, Path path, long rows) {}

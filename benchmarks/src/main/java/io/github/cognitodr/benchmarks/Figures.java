package io.github.cognitodr.benchmarks;

/**
 * What a row of the table says.
 *
 * @param firstAnswers from the start of the process to the answer
 * @param peakMemoryBytes physical memory of the JVM's process, at its highest
 * @param archiveBytes 0 without an archive
 */
record Figures(Durations firstAnswers, Durations warmAnswers, long peakMemoryBytes, long jarBytes, long archiveBytes) {}

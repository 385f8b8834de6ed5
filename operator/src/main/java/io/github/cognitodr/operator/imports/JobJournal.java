package io.github.cognitodr.operator.imports;

/** Remembers how far each file has come, beyond the end of the process. */
public interface JobJournal {

    /** How far a file has come; {@link JobState#NEW} if nothing was written of it. */
    JobState of(int file);

    /** Returns when the state would survive a loss of power. */
    void save(int file, JobState state);
}

package io.github.cognitodr.userpool.snapshot;

/** The kinds of files that a snapshot consists of. A kind of which there are no rows has no file, {@link #USERS} aside. */
public enum FileKind {
    /** Every user whom an import job takes. Always there, be it with the header alone. */
    USERS("users", "csv", "text/csv; charset=utf-8"),

    /** Of those, the ones born in this pool and not known to the other side yet: who has to be brought home. */
    NEW_USERS("new-users", "csv", "text/csv; charset=utf-8"),

    /** One JSON object a user: the reasons, and the whole record. */
    UNIMPORTABLE("unimportable", "jsonl", "application/x-ndjson"),

    /** Every user as ListUsers gave it, one {@link io.github.cognitodr.userpool.ProfileRecord} a line, gzipped. */
    PROFILES("profiles", "jsonl.gz", "application/gzip");

    private final String stem;
    private final String extension;
    private final String contentType;

    FileKind(String stem, String extension, String contentType) {
        this.stem = stem;
        this.extension = extension;
        this.contentType = contentType;
    }

    /** What the names of its files begin with, followed by a hyphen: {@code new-users}. */
    public String stem() {
        return stem;
    }

    /** What the names of its files end with, after a dot: {@code jsonl.gz}. */
    String extension() {
        return extension;
    }

    /** Whether its files begin with the header of an import. */
    public boolean isCsv() {
        return this == USERS || this == NEW_USERS;
    }

    /** Whether its files are gzipped. */
    public boolean isCompressed() {
        return this == PROFILES;
    }

    /** Whether the file is of this kind, as its name tells. */
    boolean isKindOf(SnapshotFile file) {
        return file.name().startsWith(stem + "-");
    }

    /** The media type that its objects are stored with. */
    public String contentType() {
        return contentType;
    }
}

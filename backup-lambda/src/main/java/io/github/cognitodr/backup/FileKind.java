package io.github.cognitodr.backup;

/** The kinds of files that a snapshot consists of. */
enum FileKind {
    /** Every user whom an import job takes. Always there, be it with the header alone. */
    USERS("users", "csv", "text/csv; charset=utf-8"),

    /** Of those, the ones born in this pool: who has to be brought home. */
    NEW_USERS("new-users", "csv", "text/csv; charset=utf-8"),

    /** One JSON object a user: the reasons, and the whole record. */
    UNIMPORTABLE("unimportable", "jsonl", "application/x-ndjson"),

    /** Every user as ListUsers gave it, one JSON object a line. */
    PROFILES("profiles", "jsonl.gz", "application/gzip");

    private final String stem;
    private final String extension;
    private final String contentType;

    FileKind(String stem, String extension, String contentType) {
        this.stem = stem;
        this.extension = extension;
        this.contentType = contentType;
    }

    String stem() {
        return stem;
    }

    String extension() {
        return extension;
    }

    /** Whether its files begin with the header of an import. */
    boolean isCsv() {
        return this == USERS || this == NEW_USERS;
    }

    /** Whether the file is of this kind, as its name tells. */
    boolean isKindOf(SnapshotFile file) {
        return file.key().substring(file.key().lastIndexOf('/') + 1).startsWith(stem + "-");
    }

    String contentType() {
        return contentType;
    }
}

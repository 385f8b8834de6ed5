package io.github.cognitodr.userpool.csv;

/** How large one file of an import job may be. (Developer guide, CSV import, limits) */
public final class ImportLimits {
    /** Users; the header is not one. */
    public static final int ROWS = 500_000;

    /** 100 MB, read as the smaller number. */
    public static final long BYTES = 100_000_000;

    private ImportLimits() {}
}

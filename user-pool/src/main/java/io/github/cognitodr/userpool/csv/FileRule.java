package io.github.cognitodr.userpool.csv;

/** What there is to say of a file as a whole. "Facts" as in {@link RowRule}. */
public enum FileRule {
    /** Facts: no auto-verified attribute in the pool: the job does not start. */
    NO_AUTO_VERIFIED_ATTRIBUTE(
            Effect.NOT_STARTED,
            "the pool verifies neither addresses nor numbers by itself, so that no import job of it starts",
            "set the pool's auto-verified attributes, for the time of the import at least"),

    /** There is no header. */
    EMPTY(Effect.FAILED, "the file is empty", "see whether this is the file that was meant"),

    /** Facts: no byte order mark. */
    BYTE_ORDER_MARK(
            Effect.FAILED,
            "the file begins with a byte order mark, as a spreadsheet's \"CSV UTF-8\" does",
            "save it as UTF-8 without one (\"UTF-8\", not \"UTF-8 with BOM\", in a text editor)"),

    /** Facts: UTF-8. */
    NOT_UTF_8(
            Effect.FAILED,
            "the file is not in UTF-8",
            "save it as UTF-8 without a byte order mark: what a spreadsheet calls just CSV has the encoding of the "
                    + "computer"),

    /** Facts: columns are separated by commas. */
    OTHER_SEPARATOR(
            Effect.FAILED,
            "the values are not separated by commas",
            "save it with the comma as separator and no quotation marks; a spreadsheet takes the one of the computer's "
                    + "language unless told"),

    /** Facts: exactly the columns of GetCSVHeader, in any order. */
    OTHER_COLUMNS(
            Effect.FAILED,
            "the first line does not name exactly the pool's columns",
            "start with the pool's own header (GetCSVHeader); leave values empty, but no column away"),

    /** Facts: a value is never quoted; how a quotation mark is read is not documented. */
    QUOTED_HEADER(
            Effect.UNDOCUMENTED,
            "the columns' names stand between quotation marks, and how Cognito reads these is not documented",
            "save the file without quotation marks: in LibreOffice, Text CSV with \"Edit filter settings\" and an"
                    + " empty string delimiter"),

    /** Facts: how a line break is read is not documented. */
    OLD_LINE_ENDS(
            Effect.UNDOCUMENTED,
            "the first line has a carriage return inside, as files of old Macs do, and how Cognito reads one is not "
                    + "documented",
            "save it with the line ends of Unix (LF)"),

    /** Facts: blanks are trimmed; which ones is documented nowhere. */
    UNUSUAL_BLANK_IN_HEADER(
            Effect.UNDOCUMENTED,
            "the first line has a blank that is not the usual one, and whether Cognito takes it for one is not "
                    + "documented",
            "start with the pool's own header (GetCSVHeader)"),

    /** The name of an attribute has a quotation mark, a backslash or a control character. */
    AMBIGUOUS_ATTRIBUTE_NAME(
            Effect.UNDOCUMENTED,
            "an attribute of the pool has a name for which the file has no documented form",
            "import one user by such a file, and see; or create users by the API"),

    /** Facts: 500,000 users a file. */
    TOO_MANY_USERS(Effect.FAILED, "the file has more than 500,000 users", "split it; each part needs the header"),

    /** Facts: 100 MB a file, in either reading. */
    TOO_LARGE(Effect.FAILED, "the file is larger than 100 MB", "split it; each part needs the header"),

    /** Facts: 100 MB a file; whether that is 100,000,000 or 104,857,600 bytes is documented nowhere. */
    PERHAPS_TOO_LARGE(
            Effect.UNDOCUMENTED,
            "the file is larger than 100,000,000 bytes, and whether that is more than 100 MB is not documented",
            "split it; each part needs the header"),

    /** What becomes of a job without users is documented nowhere. */
    NO_USERS(Effect.END_UNKNOWN, "the file has a header and no users", "see whether this is the file that was meant"),

    /** Facts: a job whose rows are mostly skipped or failed can end Failed; the threshold is not published. */
    FEW_IMPORTED(
            Effect.END_UNKNOWN,
            "for certain, fewer than half of the rows are imported, and then the job may end as failed, though those"
                    + " are imported",
            "take out who exists, and mend the others first"),

    /** Only that rows are ended by line feeds is certain; a carriage return before it is what Windows writes. */
    WINDOWS_LINE_ENDS(
            Effect.NONE,
            "the lines end as on Windows (CR LF)",
            "jobs read such files, as far as is known; to be sure, save it with the line ends of Unix (LF)");

    /** What it means for the job, the mildest first. */
    public enum Effect {
        /** Nothing. */
        NONE,

        /** The rows fare as foretold; with which status the job ends is open. */
        END_UNKNOWN,

        /** What the job does is not documented. */
        UNDOCUMENTED,

        /** The job fails and imports nobody. */
        FAILED,

        /** The job cannot be started. */
        NOT_STARTED
    }

    private final Effect effect;
    private final String text;
    private final String advice;

    FileRule(Effect effect, String text, String advice) {
        this.effect = effect;
        this.text = text;
        this.advice = advice;
    }

    /** What it means for the job. */
    public Effect effect() {
        return effect;
    }

    /** What is the matter, in a sentence. */
    public String text() {
        return text;
    }

    /** What to do about it. */
    public String advice() {
        return advice;
    }
}

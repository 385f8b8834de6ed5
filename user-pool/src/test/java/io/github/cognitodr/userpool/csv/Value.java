package io.github.cognitodr.userpool.csv;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value as a pool holds it, and what is to become of it in the file: stated by whoever makes it up, not computed.
 *
 * @param stored null where the user lacks the attribute
 * @param inFile as an import reads it
 * @param blankInside a blank that an import would keep, except in a username
 */
record Value(
        @Nullable String stored,
        String inFile,
        boolean saysNothing,
        boolean blankInside,
        Set<UnimportableReason> reasons) {

    static final Value ABSENT = new Value(null, "", true, false, Set.of());
    static final Value EMPTY = new Value("", "", true, false, Set.of());

    static Value plain(String text) {
        return new Value(text, text, false, false, Set.of());
    }

    /** Whose form in the file is another. */
    static Value converted(@Nullable String stored, String inFile) {
        return new Value(stored, inFile, false, false, Set.of());
    }

    static Value ambiguous(String text) {
        return plain(text).with(UnimportableReason.AMBIGUOUS_CHARACTERS);
    }

    /** Blanks alone. */
    static Value blank(String text) {
        return new Value(text, text, true, true, Set.of(UnimportableReason.AMBIGUOUS_CHARACTERS));
    }

    Value withBlankInside() {
        return new Value(stored, inFile, saysNothing, true, reasons);
    }

    Value with(UnimportableReason reason) {
        Set<UnimportableReason> more = EnumSet.of(reason);
        more.addAll(reasons);
        return new Value(stored, inFile, saysNothing, blankInside, Set.copyOf(more));
    }

    /** The same for one of many people: {@code #} is the person's number. */
    Value numbered(int number) {
        String digits = String.format("%08d", number);
        String numbered = stored == null ? null : stored.replace("#", digits);
        return new Value(numbered, inFile.replace("#", digits), saysNothing, blankInside, reasons);
    }
}

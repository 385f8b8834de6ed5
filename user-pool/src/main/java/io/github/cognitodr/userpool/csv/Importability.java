package io.github.cognitodr.userpool.csv;

import java.util.List;

/** Whether an import job takes a user as it is. */
public sealed interface Importability {

    /**
     * The user goes into the file.
     *
     * @param row the user's line of the file, with its line feed
     */
    record Importable(String row) implements Importability {}

    /**
     * The user stays out of the file.
     *
     * @param reasons all that apply, in the order in which they count; at least one
     */
    record Unimportable(List<UnimportableReason> reasons) implements Importability {
        public Unimportable {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("Unimportable for no reason");
            }
        }

        /** The reason under which the user is counted. */
        public UnimportableReason first() {
            return reasons.get(0);
        }
    }
}

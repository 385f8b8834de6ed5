package io.github.cognitodr.userpool.csv;

/** Knows who is in the pool that a file is to be imported into. */
@FunctionalInterface
public interface ExistingUsers {

    /**
     * Whether the pool has a user who signs in with this. Asked once or twice for each row that nothing else is wrong
     * with. It compares as the pool does: where names are told apart by their letters alone, in any case.
     *
     * @param signInValue a username, address or number as it stands in the file, without its blanks
     */
    boolean contains(String signInValue);

    /** Nobody, or nobody known: then who exists cannot be foretold to be skipped. */
    static ExistingUsers none() {
        return signInValue -> false;
    }
}

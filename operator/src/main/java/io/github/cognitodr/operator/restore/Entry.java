package io.github.cognitodr.operator.restore;

import io.github.cognitodr.userpool.UserProfile;
import java.util.List;

/**
 * A user for whom there is something to be done by the API.
 *
 * @param number in the order of the snapshot
 * @param profile as the snapshot has it
 * @param target the user's name in the target; empty where nobody is there
 * @param attributes names of those that differ in the target
 * @param why why an import does not do it; may be empty
 */
record Entry(long number, UserProfile profile, String target, List<String> attributes, String why) {
    Entry {
        attributes = List.copyOf(attributes);
    }
}

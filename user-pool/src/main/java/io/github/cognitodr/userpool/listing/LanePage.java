package io.github.cognitodr.userpool.listing;

import io.github.cognitodr.userpool.UserProfile;
import java.util.List;

/**
 * The next page of one lane.
 *
 * @param lane its place among the lanes, counted from 0
 * @param users 60 at the most; may be empty in the middle of a lane
 * @param after the lane once these users are written
 */
public record LanePage(int lane, List<UserProfile> users, Lane after) {
    public LanePage {
        users = List.copyOf(users);
    }
}

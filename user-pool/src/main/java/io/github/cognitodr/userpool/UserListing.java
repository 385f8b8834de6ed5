package io.github.cognitodr.userpool;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists a pool page by page (ListUsers). Eventually consistent: a user of this second may be missing. */
@FunctionalInterface
public interface UserListing {

    /**
     * One page of users.
     *
     * @param token of the page before; null for the first page. It lives one hour.
     * @throws PoolUnavailableException if the pool could not be asked; asking again may help
     * @throws PoolRefusedException if the question was refused, as with a token that is too old
     */
    Page page(@Nullable String token);

    /**
     * Some of the users of a pool.
     *
     * @param users 60 at the most; may be empty in the middle of a listing
     * @param nextToken empty at the end of the listing, and only there
     */
    record Page(List<UserProfile> users, Optional<String> nextToken) {
        public Page {
            users = List.copyOf(users);
        }
    }
}

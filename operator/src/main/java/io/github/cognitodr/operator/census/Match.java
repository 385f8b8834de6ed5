package io.github.cognitodr.operator.census;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finding about one user of either part, or about a pair.
 *
 * @param source null where the user is in the target only
 * @param target null where the user is in the source only
 * @param attributes names of those that differ, in order; of a pair only
 */
public record Match(
        Finding finding,
        @Nullable CensusUser source,
        @Nullable CensusUser target,
        List<String> attributes) {

    public Match {
        attributes = List.copyOf(attributes);
    }

    /** The source's user; to be asked only where the finding has one. */
    public CensusUser inSource() {
        return requireNonNull(source);
    }

    /** The target's user; to be asked only where the finding has one. */
    public CensusUser inTarget() {
        return requireNonNull(target);
    }

    /** The stable id that it is about: the source's, where there is one. */
    public String stableId() {
        return source == null ? inTarget().stableId() : source.stableId();
    }

    /** Whether the user is enabled in one part and disabled in the other. */
    public boolean differsInEnabled() {
        return source != null && target != null && source.enabled() != target.enabled();
    }
}

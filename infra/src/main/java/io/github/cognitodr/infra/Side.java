package io.github.cognitodr.infra;

import org.jspecify.annotations.Nullable;

/** Which of the two pools: all in which they may differ is here. */
enum Side {
    PRIMARY("primary"),
    STANDBY("standby");

    private final String label;

    Side(String label) {
        this.label = label;
    }

    /** As in names and descriptions. */
    String label() {
        return label;
    }

    /** The pool's name; it is part of the name of the log group that an import job writes to. */
    String poolName() {
        return "cognito-dr-" + label;
    }

    /** The account id makes the default unique, which it has to be among all accounts of a Region. */
    String domainPrefix(Settings settings, String account) {
        String chosen = this == PRIMARY
                ? settings.pools().primaryDomainPrefix()
                : settings.pools().standbyDomainPrefix();
        return chosen == null ? "dr-" + account + "-" + label : chosen;
    }

    @Nullable String sesRegion(Settings settings) {
        SesSender sender = settings.sesSender();
        if (sender == null) {
            return null;
        }
        return this == PRIMARY ? sender.primaryRegion() : sender.standbyRegion();
    }
}

package io.github.cognitodr.drill;

/** The two Regions of the drill. */
final class Regions {

    /** The primary. */
    static final String TOKYO = "ap-northeast-1";

    /** The standby. */
    static final String OSAKA = "ap-northeast-3";

    private Regions() {}
}

package io.github.cognitodr.userpool.csv;

/** Whether a pool tells names apart by the case of their letters. (API, UsernameConfigurationType, CaseSensitive) */
public enum UsernameCase {
    SENSITIVE,
    INSENSITIVE,

    /** DescribeUserPool does not say, and the documentation names both as what holds then. */
    UNSTATED
}

package io.github.cognitodr.infra;

import java.util.List;

/**
 * An application that signs people in: one app client in either pool.
 *
 * @param callbackUrls where managed login may return to after signing in; at least one
 * @param logoutUrls where it may return to after signing out
 * @param secret whether the client has a secret, for applications with a server; a browser or a phone keeps none
 */
public record AppClient(List<String> callbackUrls, List<String> logoutUrls, boolean secret) {}

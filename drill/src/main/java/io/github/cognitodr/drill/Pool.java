package io.github.cognitodr.drill;

/** A user pool and its app client. */
record Pool(String id, String clientId) {}

// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

/** Takes a bot's token out of what others say: servers and proxies like to repeat the path, which holds it. */
final class TokenMask {
    private static final String MASK = "***";
    /** Below that a secret, which Telegram makes much longer, may be a word like any other. */
    private static final int SHORTEST = 8;

    private final String token;
    private final String secret;

    TokenMask(String token) {
        this.token = token;
        this.secret = token.substring(token.indexOf(':') + 1);
    }

    /** The token of the request with that path. */
    static TokenMask ofPath(String path) {
        return new TokenMask(path.substring(path.indexOf("/bot") + 4, path.lastIndexOf('/')));
    }

    /** The words without the token, and without its secret where that stands alone. */
    String over(String words) {
        String clean = words.replace(token, MASK);
        return secret.length() < SHORTEST ? clean : clean.replace(secret, MASK);
    }

    /** The token is left out. */
    @Override
    public String toString() {
        return "TokenMask[" + token.substring(0, token.indexOf(':')) + "]";
    }
}

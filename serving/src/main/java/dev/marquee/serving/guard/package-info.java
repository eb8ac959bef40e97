/**
 * What stands between the network and the endpoints: keys, rate limits, limits of connections and
 * requests, TLS, security headers, and an orderly end. {@link dev.marquee.serving.guard.Guard} is
 * all that the program needs.
 */
package dev.marquee.serving.guard;

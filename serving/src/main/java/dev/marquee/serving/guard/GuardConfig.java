package dev.marquee.serving.guard;

/**
 * How the service is protected.
 *
 * @param keys who may ask
 * @param rates how often
 * @param connections with what of this machine
 * @param tls whether others on the way can read it
 */
public record GuardConfig(
    KeysConfig keys, RateConfig rates, ConnectionConfig connections, TlsConfig tls) {}

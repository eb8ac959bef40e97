package dev.marquee.serving.guard;

/**
 * Where keys are kept and when they are needed.
 *
 * @param file with a line {@code name scope sha256:HEX} per key; empty for none
 * @param required when requests need a key
 */
public record KeysConfig(String file, Requirement required) {}

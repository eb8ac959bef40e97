package dev.marquee.serving.api;

/**
 * From where on something counts as wrong.
 *
 * @param requestId the request
 * @param alerts the bounds, as configured
 */
public record AlertsAnswer(String requestId, AlertConfig alerts) {}

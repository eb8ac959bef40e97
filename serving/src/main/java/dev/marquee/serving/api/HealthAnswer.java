package dev.marquee.serving.api;

import java.util.List;
import java.util.Optional;

/**
 * Whether the service can answer.
 *
 * @param status ready, degraded (it answers, but not all is well) or not-ready
 * @param snapshotId what answers come from
 * @param reasons what is not well, with the remedy
 */
public record HealthAnswer(String status, Optional<String> snapshotId, List<String> reasons) {}

package dev.marquee.jobs.ncf;

/** Placeholder until written. */
record MlpBranch() {}

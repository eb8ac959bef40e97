package dev.marquee.serving.snapshot;

/**
 * A column of ids as stretches of rows with the same id: rows {@code offsets[i]} up to {@code
 * offsets[i + 1]} have the id {@code ids[i]}. Tables that are sorted by the id, or made of sorted
 * files, have few of them.
 */
@SuppressWarnings("ArrayRecordComponent") // Read in loops, never compared.
record Runs(long[] ids, int[] offsets) {}

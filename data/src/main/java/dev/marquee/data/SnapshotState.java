package dev.marquee.data;

/** How far a snapshot is. */
public enum SnapshotState {
  /** Complete, and the one that readers see. */
  CURRENT,
  /** Complete and checked, but not the one that readers see. */
  COMPLETE,
  /** Without a manifest: unfinished, or what an interrupted run left behind. */
  STAGED,
  /** Its manifest or its ledger cannot be read. */
  DAMAGED
}

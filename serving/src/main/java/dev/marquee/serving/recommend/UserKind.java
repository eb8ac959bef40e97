package dev.marquee.serving.recommend;

/** What is known of the user whom a list is for. */
public enum UserKind {
  /** In the snapshot, and nothing has changed since. */
  KNOWN,
  /** In the snapshot, with ratings added, changed or deleted since. */
  ADAPTED,
  /** Not in the snapshot; ratings come with the request. */
  VISITOR,
  /** No rating at all: popular and diverse movies. */
  COLD_START
}

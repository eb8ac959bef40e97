package dev.marquee.jobs.config;

/** Where a model is trained or scored. */
public enum DeviceChoice {
  /** The executor's GPU resource if it has one, else its CPU cores. */
  AUTO,
  /** CPU cores, even beside a GPU. */
  CPU,
  /** A GPU, or the job fails. */
  GPU
}

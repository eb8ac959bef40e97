/**
 * DJL inside Spark tasks: which device a task has, and models that an executor loads once. DJL's
 * own Spark extension would take this package's place where it can be had.
 */
package dev.marquee.jobs.djl;

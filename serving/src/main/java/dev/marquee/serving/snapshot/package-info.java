/**
 * Reads a published snapshot into flat primitive arrays behind one immutable object. Knows Parquet
 * and the contract, neither HTTP nor Spark nor DJL.
 *
 * <p>Keeps to the calls that Parquet 1.13 (which Spark 3.5 carries) and 1.17 (which the service
 * carries) share, so that the same classes run in the service and inside a Spark job.
 */
package dev.marquee.serving.snapshot;

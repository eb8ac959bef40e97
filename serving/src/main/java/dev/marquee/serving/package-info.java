/**
 * The service that reads published snapshots and answers requests: ranking, snapshot reading,
 * events, HTTP and the web page. Never imports Spark, DJL or the jobs.
 */
package dev.marquee.serving;

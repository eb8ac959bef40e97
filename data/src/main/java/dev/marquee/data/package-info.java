/**
 * The contract between the nightly jobs and everyone who reads their tables: table schemas, the
 * layout of a snapshot and the formulas that both sides must agree on. Knows neither Spark nor DJL.
 */
package dev.marquee.data;

/** The command line of the batch jobs. */
package dev.marquee.jobs.cli;

/** What every stage shares: the stage interface, its context, Spark sessions and progress lines. */
package dev.marquee.jobs.pipeline;

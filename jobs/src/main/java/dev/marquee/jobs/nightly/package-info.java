/** The order of the stages, and how one stage or all of them are run on a warehouse. */
package dev.marquee.jobs.nightly;

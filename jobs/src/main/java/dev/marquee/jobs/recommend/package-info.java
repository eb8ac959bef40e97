/** The nightly list of every known user, scored with the NCF model on the executors. */
package dev.marquee.jobs.recommend;

/** The most similar movies of every movie by content, from blocked matrix products. */
package dev.marquee.jobs.similar;

/** Speed beside what the machine can do with the same library and the same data. */
package dev.marquee.jobs.bench;

/** Typed configuration: HOCON into records, loud about what it does not know. */
package dev.marquee.jobs.config;

/**
 * Turns a staged snapshot into the one that readers see: checks, manifest, one atomic switch; and
 * the way back.
 */
package dev.marquee.jobs.publish;

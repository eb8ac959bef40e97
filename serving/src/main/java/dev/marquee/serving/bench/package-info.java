/**
 * How fast the service answers, beside a bare handler on the same machine in the same minutes: only
 * the ratio of the two says something that another machine would say as well.
 */
package dev.marquee.serving.bench;

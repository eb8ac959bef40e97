/** What an operator sees of the service: metrics and the log of requests. */
package dev.marquee.serving.observe;

/** Visitors of whom only what they rate in one visit is known. */
package dev.marquee.serving.session;

/** The program: configuration, wiring, start and stop. */
package dev.marquee.serving.app;

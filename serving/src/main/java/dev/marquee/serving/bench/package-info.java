/**
 * Measures the running service from outside, beside a bare handler, and generates warehouses to do
 * so with. Nothing of the service depends on it.
 */
package dev.marquee.serving.bench;

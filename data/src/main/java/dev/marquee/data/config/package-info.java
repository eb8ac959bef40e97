/** Configuration: HOCON in layers, bound to records, loud about what is wrong. */
package dev.marquee.data.config;

/** The documentation of the API as a page. */
package dev.marquee.serving.docs;

/** What browsers load: the page and the documentation of the API. */
package dev.marquee.serving.web;

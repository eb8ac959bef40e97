/**
 * The endpoints. Each class holds those of one resource; requests and answers are records, which
 * are what the OpenAPI document describes.
 */
package dev.marquee.serving.api;

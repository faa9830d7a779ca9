/** Fakes that the tests of several modules share: a clock, and a file system that fails on demand. */
@NullMarked
package io.vecstore.testkit;

import org.jspecify.annotations.NullMarked;

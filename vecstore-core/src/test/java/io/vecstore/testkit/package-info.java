/** Fakes and oracles that several tests share: a clock, a file system that fails on demand, reference distances. */
@NullMarked
package io.vecstore.testkit;

import org.jspecify.annotations.NullMarked;

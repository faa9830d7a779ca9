package io.vecstore.internal.store;

import io.vecstore.Durability;
import io.vecstore.internal.io.Storage;
import java.time.InstantSource;

/**
 * How a database runs.
 *
 * @param storage the file system
 * @param clock what expiry is measured by
 * @param durability when an acknowledged commit is on the medium
 * @param memTableBytes a MemTable that is larger is flushed
 */
public record EngineOptions(Storage storage, InstantSource clock, Durability durability, long memTableBytes) {}

package io.vecstore.internal.segment;

import java.util.UUID;

/**
 * What the manifest says of a segment.
 *
 * @param number its files are named by this, unique within the collection
 * @param key its identity, in the header of each of its files, so that files of another segment are noticed
 * @param liveGeneration the newest list of deleted ordinals; 0 for none
 */
public record SegmentRef(long number, UUID key, long liveGeneration) {

    public SegmentRef withLiveGeneration(long generation) {
        return new SegmentRef(number, key, generation);
    }
}

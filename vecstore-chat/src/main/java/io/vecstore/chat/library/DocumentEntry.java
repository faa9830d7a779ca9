package io.vecstore.chat.library;

/**
 * A line in the list of documents.
 *
 * @param id of the document
 * @param name for people
 * @param title empty where it has none
 * @param characters the length of its text
 * @param uploaded whether it was uploaded, so that deleting it deletes its file
 * @param excluded whether it was taken out of the answers although its file is there
 * @param failure why its file, or the newest version of it, could not be read; empty if it could
 */
public record DocumentEntry(
        String id, String name, String title, int characters, boolean uploaded, boolean excluded, String failure) {}

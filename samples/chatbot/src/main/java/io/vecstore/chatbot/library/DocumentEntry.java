package io.vecstore.chatbot.library;

/**
 * A line in the list of documents.
 *
 * @param id of the document
 * @param name for people
 * @param title empty where it has none
 * @param characters the length of its text
 * @param uploaded whether it was uploaded and can be deleted here
 * @param failure why its file, or the newest version of it, could not be read; empty if it could
 */
public record DocumentEntry(String id, String name, String title, int characters, boolean uploaded, String failure) {}

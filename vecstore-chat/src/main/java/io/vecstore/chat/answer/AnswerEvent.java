package io.vecstore.chat.answer;

import java.util.List;

/** What is told, in this order, while a question is being answered. */
public sealed interface AnswerEvent {

    /** The kind, as the page knows it. */
    String kind();

    /** The passages, best first. */
    record Found(List<FoundPassage> passages) implements AnswerEvent {
        @Override
        public String kind() {
            return "passages";
        }
    }

    /**
     * A sentence of a document that is part of the answer.
     *
     * @param n the passage it stands in, from 1
     * @param start offset in the document's text
     */
    record Sentence(int n, int start, int end, String text) implements AnswerEvent {
        @Override
        public String kind() {
            return "sentence";
        }
    }

    /** More of an answer that a language model writes; every [n] in it is a passage. */
    record Written(String text) implements AnswerEvent {
        @Override
        public String kind() {
            return "written";
        }
    }

    /** Something went wrong, and what is done instead. */
    record Notice(String message) implements AnswerEvent {
        @Override
        public String kind() {
            return "notice";
        }
    }

    /**
     * All is said.
     *
     * @param found whether there was evidence
     * @param steps how long each step took, in order
     */
    record Done(boolean found, List<Step> steps) implements AnswerEvent {
        @Override
        public String kind() {
            return "done";
        }
    }

    /** A step and its time. */
    record Step(String name, double millis) {}
}

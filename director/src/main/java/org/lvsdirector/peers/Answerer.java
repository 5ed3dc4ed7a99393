package org.lvsdirector.peers;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Answers one sort of question. */
@FunctionalInterface
public interface Answerer {
  /**
   * Answers; must return at once.
   *
   * @param asker the node that asks
   * @param text the question
   * @return lines; a failure's message is told to the asker
   */
  CompletionStage<List<String>> answer(String asker, String text);
}

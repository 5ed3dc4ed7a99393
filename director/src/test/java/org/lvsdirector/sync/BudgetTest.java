package org.lvsdirector.sync;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BudgetTest {
  private static final long LIMIT = Budget.LIMIT.toNanos();

  @Test
  void isSpentAfterItsLimit() {
    Budget budget = new Budget(7);
    assertThatCode(() -> budget.check(7 + LIMIT)).doesNotThrowAnyException();
    assertThatThrownBy(() -> budget.check(8 + LIMIT))
        .isInstanceOf(Budget.SpentException.class)
        .hasMessageContaining("too many to compare");
  }

  @Test
  void waitingForOthersIsNotSpending() {
    Budget budget = new Budget(0);
    budget.extend(5);
    assertThatCode(() -> budget.check(LIMIT + 5)).doesNotThrowAnyException();
  }
}

package org.loupe.tests.ui;

import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * For tests that go on where the one before has ended: after one that fails they would wait in vain
 * for what is not there, and hide what was wrong.
 */
final class SkippedAfterFailure implements AfterTestExecutionCallback, ExecutionCondition {
  private static final String FAILED = "failed";

  private static ExtensionContext.Store store(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(
            ExtensionContext.Namespace.create(
                SkippedAfterFailure.class, context.getRequiredTestClass()));
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      store(context).put(FAILED, context.getDisplayName());
    }
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    String failed = store(context).get(FAILED, String.class);
    return failed == null
        ? ConditionEvaluationResult.enabled("nothing has failed so far")
        : ConditionEvaluationResult.disabled("the test '" + failed + "' failed before");
  }
}

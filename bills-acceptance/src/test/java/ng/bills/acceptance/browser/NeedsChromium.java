package ng.bills.acceptance.browser;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Where no Chromium is installed the tests say how to install it: on a build server ({@code
 * CI=true}) they fail, elsewhere they are skipped.
 */
class NeedsChromium implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return judge(Chromium.installed().isPresent(), "true".equals(System.getenv("CI")));
  }

  static ConditionEvaluationResult judge(boolean installed, boolean onBuildServer) {
    if (installed) {
      return ConditionEvaluationResult.enabled("Chromium is installed");
    }
    if (onBuildServer) {
      throw new IllegalStateException(Chromium.MISSING);
    }
    return ConditionEvaluationResult.disabled(Chromium.MISSING);
  }
}

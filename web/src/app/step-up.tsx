import { lazy, Suspense, useEffect, useState } from "react";
import { onStepUp } from "~/api/step-up";

const StepUpDialog = lazy(() => import("~/features/auth/step-up-dialog"));

/** Any request may be refused until its sender has proved again who he is: the question is put here. */
export function StepUp() {
  const [settle, setSettle] = useState<((proved: boolean) => void) | null>(null);
  useEffect(() => onStepUp(() => new Promise<boolean>((resolve) => setSettle(() => resolve))), []);
  if (settle === null) return null;
  const finish = (proved: boolean) => {
    settle(proved);
    setSettle(null);
  };
  return (
    <Suspense>
      <StepUpDialog finish={finish} />
    </Suspense>
  );
}

import { useLingui } from "@lingui/react";
import { rubles } from "./rubles";

export function Money({ kopecks, fw }: { kopecks: number; fw?: number }) {
  const { i18n } = useLingui();
  return (
    <span className="numbers" style={{ fontWeight: fw, whiteSpace: "nowrap" }}>
      {rubles(kopecks, i18n.locale)}
    </span>
  );
}

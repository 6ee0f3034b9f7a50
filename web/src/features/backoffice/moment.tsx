import { useLingui } from "@lingui/react";
import { formatOf } from "~/ui/time";
import { useZone } from "~/ui/zone";

/** "25.11.2026, 16:20:05": to the second, for looking things up. */
export function Moment({ at, seconds = false }: { at: string; seconds?: boolean }) {
  const { i18n } = useLingui();
  const { zone } = useZone();
  const format = formatOf(i18n.locale, {
    timeZone: zone, day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
    ...(seconds ? { second: "2-digit" } : {}),
  });
  return (
    <time dateTime={at} className="numbers" style={{ whiteSpace: "nowrap" }}>
      {format.format(new Date(at))}
    </time>
  );
}

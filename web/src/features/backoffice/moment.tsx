import { useLingui } from "@lingui/react";
import { formatOf } from "~/ui/time";
import { useZone } from "~/ui/zone";

/** "25.11.2026", "25.11.2026, 16:20", or to the second, for looking things up. */
export function Moment({ at, to = "minute" }: { at: string; to?: "day" | "minute" | "second" }) {
  const { i18n } = useLingui();
  const { zone } = useZone();
  const format = formatOf(i18n.locale, {
    timeZone: zone, day: "2-digit", month: "2-digit", year: "numeric",
    ...(to === "day" ? {} : { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
    ...(to === "second" ? { second: "2-digit" } : {}),
  });
  return (
    <time dateTime={at} className="numbers" style={{ whiteSpace: "nowrap" }}>
      {format.format(new Date(at))}
    </time>
  );
}

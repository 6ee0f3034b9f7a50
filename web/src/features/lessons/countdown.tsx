import { useLingui } from "@lingui/react/macro";
import { plural } from "@lingui/core/macro";
import { useNow } from "~/ui/use-now";

/** "через 2 часа 5 минут"; empty once the moment has come. */
export function TimeUntil({ moment }: { moment: string }) {
  const { t } = useLingui();
  const left = Math.ceil((Date.parse(moment) - useNow(20).getTime()) / 60_000);
  if (left <= 0) return null;
  const days = Math.floor(left / 1440);
  const hours = Math.floor((left % 1440) / 60);
  const minutes = left % 60;
  const parts = [
    days > 0 && plural(days, { one: "# день", few: "# дня", many: "# дней", other: "# дня" }),
    hours > 0 && plural(hours, { one: "# час", few: "# часа", many: "# часов", other: "# часа" }),
    days === 0 && minutes > 0 && plural(minutes, { one: "# минуту", few: "# минуты", many: "# минут", other: "# минуты" }),
  ].filter((part) => typeof part === "string");
  return t`через ${parts.join(" ")}`;
}

/** "14:05" that runs down; the server, not this clock, decides when the time is over. */
export function MinutesLeft({ until }: { until: string }) {
  const left = Math.max(0, Math.ceil((Date.parse(until) - useNow(1).getTime()) / 1000));
  const text = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  return (
    <span className="numbers" role="timer">
      {text}
    </span>
  );
}

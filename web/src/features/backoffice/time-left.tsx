import { useLingui } from "@lingui/react/macro";
import { StateBadge, type Tone } from "~/ui/state-badge";
import { useNow } from "~/ui/use-now";
import type { DeskClock } from "./ticket-queries";
import { urgencyOf } from "./ticket-words";

const TONES: Record<ReturnType<typeof urgencyOf>, Tone> = { late: "bad", soon: "warn", calm: "good", none: "mute" };
const MINUTE = 60_000;

/** How long until a promise runs out, or for how long it has been broken, by the wall clock. */
export function TimeLeft({ clock }: { clock: DeskClock | null }) {
  const { t } = useLingui();
  const now = useNow(30);
  const span = useSpan();
  const urgency = urgencyOf(clock, now);
  if (!clock?.due_at) return <StateBadge tone="mute">{clock?.done_at ? t`выполнено` : t`стоит`}</StateBadge>;
  const away = span(Math.abs(new Date(clock.due_at).getTime() - now.getTime()));
  return <StateBadge tone={TONES[urgency]}>{urgency === "late" ? t`просрочено на ${away}` : urgency === "soon" ? t`скоро: ${away}` : t`ещё ${away}`}</StateBadge>;
}

function useSpan(): (milliseconds: number) => string {
  const { t } = useLingui();
  return (milliseconds) => {
    const minutes = Math.floor(milliseconds / MINUTE);
    const days = Math.floor(minutes / 1440);
    const hours = Math.floor(minutes / 60) % 24;
    if (days > 0) return t`${days} д ${hours} ч`;
    return hours > 0 ? t`${hours} ч ${minutes % 60} мин` : t`${minutes} мин`;
  };
}

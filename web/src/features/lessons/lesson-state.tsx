import { useLingui } from "@lingui/react/macro";
import { StateBadge, type Tone } from "~/ui/state-badge";
import type { LessonState } from "./queries";

const TONES: Record<LessonState, Tone> = {
  held: "warn", scheduled: "good", awaiting_confirmation: "soft", completed: "mute", cancelled: "mute", expired: "mute",
};

export function useStateWords(): Record<LessonState, string> {
  const { t } = useLingui();
  return {
    held: t`Ждёт оплаты`,
    scheduled: t`Запланировано`,
    awaiting_confirmation: t`Ждёт подтверждения`,
    completed: t`Проведено`,
    cancelled: t`Отменено`,
    expired: t`Бронь истекла`,
  };
}

export function LessonStateBadge({ state }: { state: LessonState }) {
  return <StateBadge tone={TONES[state]}>{useStateWords()[state]}</StateBadge>;
}

import { Text } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import { dayAndTime } from "~/ui/time";
import { useZone } from "~/ui/zone";
import type { PaperState, Step } from "./queries";
import { useKindWords, useStateWords } from "./words";
import classes from "./paper.module.css";

/** Every step of the application and its documents, the latest first. */
export function History({ steps }: { steps: readonly Step[] }) {
  const { t, i18n } = useLingui();
  const { zone } = useZone();
  const kinds = useKindWords();
  const states = useStateWords();
  const turns: Record<string, string> = {
    in_verification: t`Заявка отправлена`, changes_requested: t`Попросили исправить`, approved: t`Заявка одобрена`, rejected: t`Заявка отклонена`,
  };
  return (
    <ol className={classes.steps}>
      {steps.filter((step) => step.to_state !== "scanning").reverse().map((step) => (
        <li key={`${step.at}${step.kind}${step.to_state}`}>
          <Text span>
            {step.kind ? `${kinds[step.kind].title}: ${states[step.to_state as PaperState].toLocaleLowerCase(i18n.locale)}` : turns[step.to_state]}
          </Text>
          <Text span size="sm" c="dimmed" className="numbers">
            {dayAndTime(new Date(step.at), zone, i18n.locale)}
          </Text>
        </li>
      ))}
    </ol>
  );
}

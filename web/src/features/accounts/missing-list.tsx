import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { AlertIcon, CalendarIcon, CameraIcon, MailIcon, PhoneIcon, UserIcon } from "~/ui/icons";
import { ButtonLink } from "~/ui/links";
import { TaskList, TaskRow } from "~/ui/task-row";
import { elsewhere, fieldsOf, placeOf, type Step, useFieldWords, useStepWords } from "./step-words";

const ICONS: Partial<Record<Step, ReactNode>> = {
  adult: <AlertIcon />, email: <MailIcon />, photo: <CameraIcon />, availability: <CalendarIcon />, phone: <PhoneIcon />,
};

/** What still has to be done on other pages, each with the way there; the fields of the profile are one row. */
export function MissingList({ missing }: { missing: readonly Step[] }) {
  const { t } = useLingui();
  const words = useStepWords();
  const named = useFieldWords();
  const fields = fieldsOf(missing);
  return (
    <TaskList label={t`Чего не хватает`}>
      {fields.length > 0 && (
        <TaskRow icon={<UserIcon />} tone="warn" title={<Trans>Заполните анкету</Trans>} note={<Trans>Осталось: {named(fields)}</Trans>}
          action={<ButtonLink to="/tutor/profile" size="xs"><Trans>Заполнить</Trans></ButtonLink>} />
      )}
      {elsewhere(missing).filter((step) => !fields.includes(step)).map((step) => (
        <TaskRow key={step} icon={ICONS[step]} tone="warn" title={words[step].title} note={words[step].why}
          action={<ButtonLink {...placeOf(step)} size="xs">{words[step].go}</ButtonLink>} />
      ))}
    </TaskList>
  );
}

import { List } from "./list";
import { useLingui } from "@lingui/react/macro";
import { Dialog } from "~/ui/dialog";
import { type PersonCard, useBlock, useEndSessions, useUnblock } from "./queries";
import { ReasonForm } from "./reason-form";

type PersonActionProps = { what: "block" | "unblock" | "sessions"; person: PersonCard; close: () => void };

/** What a click does is said before it. */
export default function PersonAction({ what, person, close }: PersonActionProps) {
  const { t } = useLingui();
  const block = useBlock();
  const unblock = useUnblock();
  const end = useEndSessions();
  const alive = person.sessions.filter((session) => session.alive).length;
  const tutor = person.roles.includes("tutor");
  const words = {
    block: {
      title: t`Заблокировать: ${person.full_name}?`,
      action: t`Заблокировать`,
      effects: [
        t`Все сеансы завершатся сразу: ${alive}.`,
        t`Войти не получится: после верного пароля появится совет написать в поддержку.`,
        tutor ? t`Анкета исчезнет из поиска, новых записей не будет.` : t`Назначенные занятия и деньги останутся как есть.`,
      ],
      command: block,
    },
    unblock: {
      title: t`Разблокировать: ${person.full_name}?`,
      action: t`Разблокировать`,
      effects: [t`Снова можно будет войти с прежним паролем.`, tutor ? t`Анкета вернётся в поиск.` : t`Прежние сеансы не оживут.`],
      command: unblock,
    },
    sessions: {
      title: t`Завершить все сеансы: ${person.full_name}?`,
      action: t`Завершить сеансы`,
      effects: [t`Сеансов сейчас: ${alive}. На каждом устройстве придётся войти заново.`, t`Пароль и вторые факторы не изменятся.`],
      command: end,
    },
  }[what];
  const give = (reason: string) =>
    words.command.mutate({ params: { path: { user_id: person.user_id } }, body: { reason } }, { onSuccess: close });
  return (
    <Dialog opened close={close} title={words.title}>
      <ReasonForm action={words.action} danger={what === "block"} error={words.command.error} pending={words.command.isPending} give={give} cancel={close}>
        <List items={words.effects} />
      </ReasonForm>
    </Dialog>
  );
}

import { NativeSelect, TextInput } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Dialog } from "~/ui/dialog";
import { rubles } from "~/ui/rubles";
import { List } from "./list";
import { type DeskRefund, useApproveRefund, usePaidByHand, useRejectRefund } from "./money-queries";
import { type Answer, useAnswers } from "./money-words";
import { ReasonForm } from "./reason-form";

type DecideRefundProps = { refund: DeskRefund; action: DeskRefund["actions"][number]; close: () => void };

/** What a click does with the money is said before it. */
export default function DecideRefund({ refund, action, close }: DecideRefundProps) {
  const { t, i18n } = useLingui();
  const answers = useAnswers();
  const approve = useApproveRefund();
  const reject = useRejectRefund();
  const byHand = usePaidByHand();
  const [answer, setAnswer] = useState<Answer>("lesson_was_held");
  const [reference, setReference] = useState("");
  const sum = rubles(refund.amount_kopecks, i18n.locale);
  const last = refund.agreed.length + 1 >= refund.needed;
  const params = { path: { refund_id: refund.id } };
  const words = {
    approve: {
      title: t`Согласиться с возвратом ${sum}?`,
      action: t`Согласиться`,
      effects: last
        ? [t`Деньги сразу выйдут из ожидающих занятий и уйдут на карту плательщика.`, t`Отменить это будет нельзя.`]
        : [t`Это согласие первое: деньги уйдут, когда согласится ещё один человек, не вы.`],
      command: approve,
      give: (reason: string) => approve.mutate({ params, body: { reason } }, { onSuccess: close }),
    },
    reject: {
      title: t`Отклонить возврат ${sum}?`,
      action: t`Отклонить`,
      effects: [t`Минуты вернутся на баланс плательщика, деньги останутся у площадки.`, t`Плательщик увидит причину. Он сможет попросить снова.`],
      command: reject,
      give: (reason: string) => reject.mutate({ params, body: { reason, answer } }, { onSuccess: close }),
    },
    pay_by_hand: {
      title: t`Выплачено ${sum} из банка?`,
      action: t`Да, выплачено`,
      effects: [t`Возврат станет завершённым, плательщику уйдёт письмо.`, t`Отмечайте только то, что банк уже провёл.`],
      command: byHand,
      give: (reason: string) => byHand.mutate({ params, body: { reason, reference: reference.trim() } }, { onSuccess: close }),
    },
  }[action];
  return (
    <Dialog opened close={close} title={words.title}>
      <ReasonForm action={words.action} danger={action === "reject"} label={t`Почему вы так решили`} error={words.command.error}
        pending={words.command.isPending} disabled={action === "pay_by_hand" && reference.trim() === ""} give={words.give} cancel={close}>
        <List items={words.effects} />
        {action === "reject" && (
          <NativeSelect label={t`Что увидит плательщик`} value={answer} onChange={(event) => setAnswer(event.currentTarget.value as Answer)}
            data={Object.entries(answers).map(([value, label]) => ({ value, label }))} />
        )}
        {action === "pay_by_hand" && (
          <TextInput label={t`Номер платёжного поручения`} maxLength={100} value={reference} onChange={(event) => setReference(event.currentTarget.value)} />
        )}
      </ReasonForm>
    </Dialog>
  );
}

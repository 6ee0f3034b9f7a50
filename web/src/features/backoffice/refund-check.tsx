import { useLingui } from "@lingui/react/macro";
import { Dialog } from "~/ui/dialog";
import { List } from "./list";
import { useRefundCheck } from "./money-queries";
import { ReasonForm } from "./reason-form";

type RefundCheckProps = { userId: string; name: string; wary: boolean; close: () => void };

/** Has people decide about all refunds of a payer, or lets the small ones pass again. */
export default function RefundCheck({ userId, name, wary, close }: RefundCheckProps) {
  const { t } = useLingui();
  const save = useRefundCheck();
  const effects = wary
    ? [t`Любой возврат этого плательщика будет ждать решения людей, даже небольшой.`, t`Сам плательщик увидит только, что заявка ждёт решения.`]
    : [t`Небольшие возвраты снова пойдут сами. Уже ожидающие останутся в очереди.`];
  return (
    <Dialog opened close={close} title={wary ? t`Проверять возвраты: ${name}?` : t`Снять проверку: ${name}?`}>
      <ReasonForm action={wary ? t`Проверять` : t`Снять проверку`} error={save.error} pending={save.isPending} cancel={close}
        give={(reason) => save.mutate({ params: { path: { user_id: userId } }, body: { wary, reason } }, { onSuccess: close })}>
        <List items={effects} />
      </ReasonForm>
    </Dialog>
  );
}

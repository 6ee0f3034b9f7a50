import { useLingui } from "@lingui/react/macro";
import { Dialog } from "~/ui/dialog";
import { List } from "./list";
import { ReasonForm } from "./reason-form";

type DropStuckProps = {
  undone: string;
  error: unknown;
  pending: boolean;
  give: (reason: string) => void;
  close: () => void;
};

/** Giving it up cannot be undone. */
export default function DropStuck({ undone, error, pending, give, close }: DropStuckProps) {
  const { t } = useLingui();
  return (
    <Dialog opened close={close} title={t`Снять навсегда?`}>
      <ReasonForm action={t`Снять`} danger error={error} pending={pending} cancel={close} give={give}>
        <List items={[undone, t`Вернуть будет нельзя; номер и вид останутся в журнале.`]} />
      </ReasonForm>
    </Dialog>
  );
}

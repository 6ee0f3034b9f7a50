import { useLingui } from "@lingui/react/macro";
import { Dialog } from "~/ui/dialog";
import { List } from "./list";
import { type ParkedJob, useDrop } from "./queries";
import { ReasonForm } from "./reason-form";

/** Giving a job up cannot be undone: what it was to do stays undone. */
export default function DropJob({ job, title, close }: { job: ParkedJob; title: string; close: () => void }) {
  const { t } = useLingui();
  const drop = useDrop();
  return (
    <Dialog opened close={close} title={t`Снять задание № ${job.id}?`}>
      <ReasonForm action={t`Снять`} danger error={drop.error} pending={drop.isPending} cancel={close}
        give={(reason) => drop.mutate({ params: { path: { job_id: String(job.id) } }, body: { reason } }, { onSuccess: close })}>
        <List items={[t`Не будет сделано: ${title}.`, t`Вернуть задание будет нельзя; номера и имя останутся в журнале.`]} />
      </ReasonForm>
    </Dialog>
  );
}

import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/Modal.css";
import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { ProblemAlert } from "~/ui/problem";
import { DecidePaper } from "./decide-paper";
import { type CasePaper, useOpenPage } from "./verification-queries";
import { usePaperKinds } from "./verification-words";
import classes from "./document-viewer.module.css";

/** A document is opened with a reason, page by page; beside it the decision. Nothing of it is kept. */
export default function DocumentViewer({ paper, close }: { paper: CasePaper; close: () => void }) {
  const { t } = useLingui();
  const kinds = usePaperKinds();
  const look = useOpenPage();
  const [reason, setReason] = useState("");
  const [page, setPage] = useState(0);
  const url = look.data;
  useEffect(() => () => {
    if (url) URL.revokeObjectURL(url);
  }, [url]);
  const open = (next: number) => look.mutate({ document_id: paper.id, page: next, reason: reason.trim() }, { onSuccess: () => setPage(next) });
  const pages = paper.pages;
  return (
    <Modal opened onClose={close} title={kinds[paper.kind]} size="xl" centered closeButtonProps={{ "aria-label": t`Закрыть` }}>
      <Stack gap="md">
        {page === 0 ? (
          <form onSubmit={(event) => {
            event.preventDefault();
            open(1);
          }}>
            <Stack gap="sm">
              <TextInput label={t`Зачем вы открываете документ`} description={t`Не короче 10 знаков; останется в журнале аудита`} required minLength={10} maxLength={500}
                value={reason} onChange={(event) => setReason(event.currentTarget.value)} data-autofocus />
              <Button type="submit" loading={look.isPending} disabled={reason.trim().length < 10} style={{ alignSelf: "start" }}>
                <Trans>Открыть документ</Trans>
              </Button>
            </Stack>
          </form>
        ) : (
          <>
            <div className={classes.page} tabIndex={0} role="region" aria-label={t`Страница документа`}>
              {url && <img src={url} alt={`${kinds[paper.kind]}, ${page}`} />}
            </div>
            {pages > 1 && (
              <Group justify="space-between">
                <Button variant="default" size="xs" disabled={page <= 1 || look.isPending} onClick={() => open(page - 1)}>
                  <Trans>Назад</Trans>
                </Button>
                <Text size="sm" role="status">
                  <Trans>Страница {page} из {pages}</Trans>
                </Text>
                <Button variant="default" size="xs" disabled={page >= pages || look.isPending} onClick={() => open(page + 1)}>
                  <Trans>Дальше</Trans>
                </Button>
              </Group>
            )}
            {paper.state === "manual_review" && paper.current && <DecidePaper paper={paper} done={close} />}
          </>
        )}
        <ProblemAlert error={look.error} />
      </Stack>
    </Modal>
  );
}

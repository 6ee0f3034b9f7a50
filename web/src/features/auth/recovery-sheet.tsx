import { Button, CopyButton, Group, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { Dialog } from "~/ui/dialog";
import classes from "./recovery-sheet.module.css";

/** Recovery codes, in sight once: to be copied, saved or printed before they are gone. */
export function RecoverySheet({ codes, close }: { codes: readonly string[]; close: () => void }) {
  const { t } = useLingui();
  const text = codes.join("\n");
  const save = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`Tutorium\n\n${text}\n`], { type: "text/plain" }));
    link.download = "tutorium-recovery-codes.txt";
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <Dialog opened={codes.length > 0} close={close} title={t`Резервные коды`}>
      <Stack gap="md" className={classes.sheet}>
        <Text>
          <Trans>Сохраните их: если телефон или ключ потеряется, каждый код один раз заменит второй фактор. Больше мы их не покажем.</Trans>
        </Text>
        <ol className={classes.codes}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ol>
        <Group gap="xs" className={classes.actions}>
          <CopyButton value={text}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? <Trans>Скопировано</Trans> : <Trans>Скопировать</Trans>}
              </Button>
            )}
          </CopyButton>
          <Button variant="default" onClick={save}>
            <Trans>Скачать</Trans>
          </Button>
          <Button variant="default" onClick={() => print()}>
            <Trans>Напечатать</Trans>
          </Button>
        </Group>
        <Button onClick={close} className={classes.actions}>
          <Trans>Коды сохранены</Trans>
        </Button>
      </Stack>
    </Dialog>
  );
}

import "@mantine/core/styles/Progress.css";
import { Button, FileButton, Group, Progress, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { type DragEvent, useRef, useState } from "react";
import { Problem } from "~/api/problem";
import { CameraIcon } from "~/ui/icons";
import { ProblemAlert } from "~/ui/problem";
import { type Kind, usePapersChanged } from "./queries";
import { TYPES, tooLarge, uploadDocument } from "./upload-document";
import { useKindWords } from "./words";
import classes from "./paper.module.css";

type Props = { kind: Kind; again: boolean; quiet: boolean };

/** A file is chosen, dropped or photographed, and goes at once; what failed is kept for another try. */
export function FileDrop({ kind, again, quiet }: Props) {
  const { t } = useLingui();
  const { title } = useKindWords()[kind];
  const changed = usePapersChanged();
  const reset = useRef<() => void>(null);
  const [over, setOver] = useState(false);
  const [sent, setSent] = useState<number | null>(null);
  const [failed, setFailed] = useState<{ file: File; error: unknown } | null>(null);
  const send = async (file: File | null | undefined) => {
    if (!file || sent !== null) return;
    reset.current?.();
    setFailed(null);
    try {
      if (tooLarge(file)) throw new Problem(413, "too_large", t`Файл слишком большой: до 10 МБ, PDF — до 15 МБ.`);
      setSent(0);
      await uploadDocument(kind, file, file.name, setSent);
      await changed();
    } catch (error) {
      setFailed({ file, error });
    } finally {
      setSent(null);
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void send(event.dataTransfer.files[0]);
  };
  const percent = Math.round((sent ?? 0) * 100);
  return (
    <Stack gap="xs">
      <div className={classes.drop} data-over={over} onDrop={drop} onDragLeave={() => setOver(false)}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}>
        {sent === null ? (
          <Group gap="sm">
            <FileButton accept={kind === "selfie" ? "image/*" : TYPES} capture={kind === "selfie" ? "user" : undefined} resetRef={reset}
              onChange={(file) => void send(file)} inputProps={{ "aria-label": t`Файл: ${title}` }}>
              {(props) => (
                <Button variant={quiet ? "default" : "filled"} size="sm" leftSection={<CameraIcon size={18} />} {...props}>
                  {again ? <Trans>Загрузить другой файл</Trans> : kind === "selfie" ? <Trans>Сфотографировать</Trans> : <Trans>Выбрать файл</Trans>}
                </Button>
              )}
            </FileButton>
            <Text size="sm" c="dimmed">
              <Trans>или перетащите сюда: JPEG, PNG, WebP до 10 МБ, PDF до 15 МБ</Trans>
            </Text>
          </Group>
        ) : (
          <Stack gap={6} role="status">
            <Text size="sm">{percent < 100 ? <Trans>Загружаем: {percent} %</Trans> : <Trans>Файл получен, сохраняем</Trans>}</Text>
            <Progress value={percent} aria-label={t`Загрузка файла`} />
          </Stack>
        )}
      </div>
      <ProblemAlert error={failed?.error} />
      {failed && (
        <Button variant="default" size="xs" style={{ alignSelf: "start" }} onClick={() => void send(failed.file)}>
          <Trans>Загрузить ещё раз</Trans>
        </Button>
      )}
    </Stack>
  );
}

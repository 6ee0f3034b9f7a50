import { Button, FileButton, Group, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { type DragEvent, lazy, Suspense, useRef, useState } from "react";
import { Problem } from "~/api/problem";
import { CameraIcon } from "~/ui/icons";
import { PersonAvatar } from "~/ui/person";
import { ProblemAlert } from "~/ui/problem";
import { StateBadge } from "~/ui/state-badge";
import { type Me, useRemovePhoto } from "./queries";
import { KINDS, LARGEST } from "./upload-photo";
import classes from "./photo.module.css";

const CropPhoto = lazy(() => import("./crop-photo"));

type Chosen = { picture: ImageBitmap; url: string };

/** One's photo: chosen or dropped, cut to a square, sent; or taken away. */
export function PhotoEditor({ me }: { me: Me }) {
  const { t } = useLingui();
  const remove = useRemovePhoto();
  const again = useRef<() => void>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [over, setOver] = useState(false);
  const choose = async (file: File | null | undefined) => {
    if (!file) return;
    again.current?.();
    remove.reset();
    setProblem(null);
    if (file.size > LARGEST) return setProblem(new Problem(413, "too_large", t`Файл больше 10 МБ: выберите поменьше.`));
    try {
      setChosen({ picture: await createImageBitmap(file), url: URL.createObjectURL(file) });
    } catch {
      setProblem(new Problem(422, "unreadable", t`Это не похоже на фотографию: подойдёт целый файл JPEG, PNG или WebP.`));
    }
  };
  const close = () => {
    if (chosen) URL.revokeObjectURL(chosen.url);
    chosen?.picture.close();
    setChosen(null);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void choose(event.dataTransfer.files[0]);
  };
  return (
    <Stack gap="sm">
      <div className={classes.editor} data-over={over} onDrop={drop} onDragLeave={() => setOver(false)}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}>
        <PersonAvatar name={me.full_name} photo={me.photo_url} size={104} />
        <Stack gap="xs" align="flex-start">
          <Group gap="xs">
            <FileButton accept={KINDS} resetRef={again} onChange={(file) => void choose(file)} inputProps={{ "aria-label": t`Файл с фотографией` }}>
              {(props) => (
                <Button variant="default" leftSection={<CameraIcon size={18} />} {...props}>
                  {me.photo_url ? <Trans>Заменить фото</Trans> : <Trans>Загрузить фото</Trans>}
                </Button>
              )}
            </FileButton>
            {me.photo_url && (
              <Button variant="subtle" color="gray" c="dimmed" loading={remove.isPending} onClick={() => remove.mutate({})}>
                <Trans>Удалить</Trans>
              </Button>
            )}
            {me.on_review.includes("photo") && (
              <StateBadge tone="warn">
                <Trans>На проверке</Trans>
              </StateBadge>
            )}
          </Group>
          <Text size="sm" c="dimmed">
            <Trans>Или перетащите файл сюда. JPEG, PNG или WebP до 10 МБ; место съёмки мы не храним.</Trans>
          </Text>
        </Stack>
      </div>
      <ProblemAlert error={problem ?? remove.error} />
      <Suspense>{chosen && <CropPhoto picture={chosen.picture} url={chosen.url} close={close} />}</Suspense>
    </Stack>
  );
}

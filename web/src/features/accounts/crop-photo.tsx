import "@mantine/core/styles/Progress.css";
import "@mantine/core/styles/Slider.css";
import { Button, Group, Progress, Slider, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { Dialog } from "~/ui/dialog";
import { ProblemAlert } from "~/ui/problem";
import { moved, placed, type Point, windowOf } from "./crop";
import { usePhotoChanged } from "./queries";
import { uploadPhoto } from "./upload-photo";
import classes from "./photo.module.css";

const SIDE = 800;
const STEPS: Record<string, Point> = {
  ArrowLeft: { x: -0.04, y: 0 }, ArrowRight: { x: 0.04, y: 0 }, ArrowUp: { x: 0, y: -0.04 }, ArrowDown: { x: 0, y: 0.04 },
};

type CropPhotoProps = { picture: ImageBitmap; url: string; close: () => void };

/** The part of the picture that others will see: dragged, or moved with the arrow keys; only that part is sent. */
export default function CropPhoto({ picture, url, close }: CropPhotoProps) {
  const { t } = useLingui();
  const changed = usePhotoChanged();
  const [place, setPlace] = useState(() => placed(picture, 1, { x: 0, y: 0 }));
  const [sent, setSent] = useState<number | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const shown = windowOf(picture, place);
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons === 0) return;
    const { width } = event.currentTarget.getBoundingClientRect();
    setPlace(moved(picture, place, { x: event.movementX / width, y: event.movementY / width }));
  };
  const nudge = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    setPlace(moved(picture, place, step));
  };
  const send = async () => {
    setProblem(null);
    setSent(0);
    try {
      await uploadPhoto(await cut(picture, shown), setSent);
      await changed();
      close();
    } catch (error) {
      setProblem(error);
      setSent(null);
    }
  };
  return (
    <Dialog opened close={close} title={t`Кадр для фотографии`}>
      <Stack gap="md">
        <div className={classes.frame} role="application" aria-label={t`Кадр: двигайте фотографию стрелками`} tabIndex={0} onKeyDown={nudge}
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)} onPointerMove={drag}>
          <img src={url} alt="" draggable={false} style={{
            width: `${(picture.width / shown.side) * 100}%`, left: `${(-shown.x / shown.side) * 100}%`, top: `${(-shown.y / shown.side) * 100}%`,
          }} />
        </div>
        <div>
          <Text size="sm" fw={500} mb={6}>
            <Trans>Масштаб</Trans>
          </Text>
          <Slider min={1} max={3} step={0.05} label={null} value={place.zoom} thumbLabel={t`Масштаб`} onChange={(zoom) => setPlace(placed(picture, zoom, place.shift))} />
        </div>
        {sent !== null && <Progress value={sent * 100} aria-label={t`Загрузка фотографии`} />}
        <ProblemAlert error={problem} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            <Trans>Отмена</Trans>
          </Button>
          <Button loading={sent !== null} onClick={() => void send()}>
            <Trans>Сохранить фото</Trans>
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

/** The chosen part as a file; small pictures are not blown up. */
function cut(picture: ImageBitmap, { x, y, side }: Point & { side: number }): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = Math.round(Math.min(SIDE, side));
  canvas.getContext("2d")?.drawImage(picture, x, y, side, side, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/jpeg", 0.92));
}

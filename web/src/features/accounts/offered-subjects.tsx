import { ActionIcon, Button, NativeSelect, NumberInput, Stack } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { PlusIcon, TrashIcon } from "~/ui/icons";
import type { TutorProfile } from "./queries";
import classes from "./profile-editor.module.css";

export type SubjectChoice = { subject: string; name: string; levels: { level: string; name: string }[] };
type Offer = TutorProfile["subjects"][number];
type OfferedSubjectsProps = { value: readonly Offer[]; catalogue: SubjectChoice[]; change: (offers: Offer[]) => void };

/** A price for every subject and level; prices are written in rubles per 60 minutes. */
export function OfferedSubjects({ value, catalogue, change }: OfferedSubjectsProps) {
  const { t } = useLingui();
  const replace = (index: number, part: Partial<Offer>) =>
    change(value.map((offer, other) => (other === index ? { ...offer, ...part } : offer)));
  const levelsOf = (subject: string) => catalogue.find((item) => item.subject === subject)?.levels ?? [];
  const add = () => {
    const last = value.at(-1);
    const subject = last?.subject ?? catalogue[0]?.subject ?? "";
    const taken = value.filter((offer) => offer.subject === subject).map((offer) => offer.level);
    const level = levelsOf(subject).find((item) => !taken.includes(item.level)) ?? levelsOf(subject)[0];
    change([...value, { subject, level: level?.level ?? "", price_kopecks_per_hour: last?.price_kopecks_per_hour ?? 150_000 }]);
  };
  return (
    <Stack gap="sm" align="stretch">
      {value.map((offer, index) => (
        <div key={index} className={classes.offer} role="group" aria-label={t`Предмет ${index + 1}`}>
          <NativeSelect label={t`Предмет`} value={offer.subject} data={catalogue.map((item) => ({ value: item.subject, label: item.name }))}
            onChange={(event) => replace(index, { subject: event.currentTarget.value, level: levelsOf(event.currentTarget.value)[0]?.level ?? "" })} />
          <NativeSelect label={t`Для кого`} value={offer.level} data={levelsOf(offer.subject).map((item) => ({ value: item.level, label: item.name }))}
            onChange={(event) => replace(index, { level: event.currentTarget.value })} />
          <NumberInput label={t`За час, ₽`} value={offer.price_kopecks_per_hour / 100} min={0} step={100} allowNegative={false} decimalScale={0}
            thousandSeparator=" " hideControls onChange={(rubles) => replace(index, { price_kopecks_per_hour: Math.round(Number(rubles) * 100) })} />
          <ActionIcon variant="subtle" color="gray" c="dimmed" size={36} aria-label={t`Убрать предмет ${index + 1}`}
            onClick={() => change(value.filter((_, other) => other !== index))}>
            <TrashIcon />
          </ActionIcon>
        </div>
      ))}
      <Button variant="default" leftSection={<PlusIcon size={16} />} onClick={add} style={{ alignSelf: "start" }}>
        <Trans>Добавить предмет</Trans>
      </Button>
    </Stack>
  );
}

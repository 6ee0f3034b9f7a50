import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { AlertIcon, ClockIcon } from "~/ui/icons";
import { dayAndTime } from "~/ui/time";
import { useZone } from "~/ui/zone";
import type { TutorProfile } from "./queries";
import classes from "./profile-review.module.css";

type Review = NonNullable<TutorProfile["review"]>;

/** An edit on its way to the public, or the one a moderator has sent back: what is shown, what was sent. */
export function ProfileReview({ review }: { review: Review }) {
  const { t, i18n } = useLingui();
  const { zone } = useZone();
  const [open, { toggle }] = useDisclosure(review.state === "rejected");
  const reasons = useReasons();
  if (review.state === "approved") return null;
  const sent = dayAndTime(new Date(review.submitted_at), zone, i18n.locale);
  const rejected = review.state === "rejected";
  return (
    <Stack component="section" className={classes.review} data-state={review.state} gap="sm" aria-label={t`Проверка правок`}>
      <Group gap="sm" wrap="nowrap" align="flex-start">
        {rejected ? <AlertIcon /> : <ClockIcon />}
        <Stack gap={2}>
          <Title order={2} fz={18}>
            {rejected ? <Trans>Правки не опубликованы</Trans> : <Trans>Правки на проверке</Trans>}
          </Title>
          <Text>
            {rejected ? (
              <>
                {reasons[review.reason_code ?? "other"]} {review.note}
              </>
            ) : (
              <Trans>Отправлены {sent}. Пока модератор их смотрит, ученики видят прежнюю версию; цены и часы уже новые.</Trans>
            )}
          </Text>
        </Stack>
      </Group>
      <Button variant="default" size="xs" style={{ alignSelf: "start" }} aria-expanded={open} onClick={toggle}>
        {open ? <Trans>Скрыть правки</Trans> : <Trans>Показать правки</Trans>}
      </Button>
      {open && <Differences review={review} />}
    </Stack>
  );
}

function Differences({ review }: { review: Review }) {
  const { t } = useLingui();
  const names: Record<string, string> = { full_name: t`Имя и фамилия`, headline: t`Заголовок`, about: t`О себе`, education: t`Образование` };
  return (
    <dl className={classes.diff}>
      {Object.entries(review.after).map(([field, after]) => (
        <Pair key={field} name={names[field] ?? field} before={review.before[field]} after={after} />
      ))}
      {review.photo_changes && <Pair name={t`Фотография`} before={<Picture url={review.photo_before_url} />} after={<Picture url={review.photo_after_url} />} />}
    </dl>
  );
}

function Pair({ name, before, after }: { name: string; before: ReactNode; after: ReactNode }) {
  return (
    <div>
      <Text component="dt" fw={550} mb={6}>
        {name}
      </Text>
      <dd className={classes.pair} style={{ margin: 0 }}>
        <div>
          <Text size="xs" c="dimmed" mb={4}>
            <Trans>Видят ученики</Trans>
          </Text>
          {before || "—"}
        </div>
        <div>
          <Text size="xs" c="dimmed" mb={4}>
            <Trans>Вы отправили</Trans>
          </Text>
          {after || "—"}
        </div>
      </dd>
    </div>
  );
}

function Picture({ url }: { url: string | null }) {
  return url ? <img src={url} alt="" /> : <Trans>без фотографии</Trans>;
}

function useReasons(): Record<NonNullable<Review["reason_code"]>, string> {
  const { t } = useLingui();
  return {
    contacts: t`В тексте есть контакты или ссылки.`,
    misleading: t`Текст вводит в заблуждение или обещает результат.`,
    not_a_portrait: t`На фотографии не вы один.`,
    poor_quality: t`Плохо видно или трудно читать.`,
    offensive: t`Это может обидеть.`,
    not_a_name: t`Это не похоже на имя и фамилию.`,
    other: t`Это нарушает правила площадки.`,
  };
}

import { Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ClockIcon } from "~/ui/icons";
import { Money } from "~/ui/money";
import { PersonAvatar } from "~/ui/person";
import { clock, shortDay } from "~/ui/time";
import { useZone } from "~/ui/zone";
import { Badges } from "./badges";
import type { TutorCard } from "./queries";
import { Rating } from "./rating";
import classes from "./tutor-card.module.css";

type TutorCardProps = { tutor: TutorCard; subjectName: (code: string) => string; subject: string | undefined; mark?: ReactNode };

export function TutorCardView({ tutor, subjectName, subject, mark }: TutorCardProps) {
  const { i18n } = useLingui();
  const { zone } = useZone();
  const subjects = [...new Set(tutor.subjects.map((item) => item.subject))].map(subjectName);
  const next = tutor.next_slot_at === null ? null : new Date(tutor.next_slot_at);
  return (
    <article className={classes.card}>
      <PersonAvatar name={tutor.full_name} photo={tutor.photo_url} size={72} />
      <Stack gap={6} className={classes.text}>
        <Group gap="xs">
          <Title order={2} fz={18}>
            <Link className={classes.link} to="/tutors/$tutorId" params={{ tutorId: tutor.tutor_id }} search={{ subject }}>
              {tutor.full_name}
            </Link>
          </Title>
          <Badges badges={tutor.badges} />
          {mark && <span className={classes.mark}>{mark}</span>}
        </Group>
        <Text lineClamp={2}>{tutor.headline}</Text>
        <Text size="sm" c="dimmed">
          {subjects.join(", ")}
        </Text>
        <Group gap="md" mt={2}>
          <Rating rating={tutor.rating} reviews={tutor.reviews_count} />
          {tutor.lessons_count > 0 && (
            <Text size="sm" c="dimmed">
              <Plural value={tutor.lessons_count} one="# занятие" few="# занятия" many="# занятий" other="# занятия" />
            </Text>
          )}
        </Group>
      </Stack>
      <div className={classes.side}>
        <Text fz={20} fw={650} lh={1.2}>
          <Money kopecks={tutor.price_kopecks_per_hour} />
        </Text>
        <Text size="sm" c="dimmed" mb={10}>
          <Trans>за 60 минут</Trans>
        </Text>
        <Group gap={6} wrap="nowrap" className={classes.slot} data-free={next !== null}>
          <ClockIcon size={16} />
          <Text size="sm" className="numbers">
            {next ? `${shortDay(next, zone, i18n.locale)}, ${clock(next, zone, i18n.locale)}` : <Trans>Нет свободного времени</Trans>}
          </Text>
        </Group>
      </div>
    </article>
  );
}

export function TutorCardSkeleton() {
  return (
    <div className={classes.card} aria-hidden="true">
      <Skeleton circle height={72} />
      <Stack gap={10} className={classes.text}>
        <Skeleton height={20} width="45%" />
        <Skeleton height={16} width="90%" />
        <Skeleton height={14} width="60%" />
      </Stack>
      <div className={classes.side}>
        <Skeleton height={24} width={90} />
        <Skeleton height={14} width={120} mt={16} />
      </div>
    </div>
  );
}

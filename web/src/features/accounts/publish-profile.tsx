import { Group, Stack, Text, Title } from "@mantine/core";
import { Trans } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { CheckIcon, ClockIcon } from "~/ui/icons";
import { ButtonLink } from "~/ui/links";
import { PauseButton } from "./pause-button";
import { type TutorProfile, tutorProfileQuery } from "./queries";
import { fieldsOf, useFieldWords } from "./step-words";
import { SubmitProfile } from "./submit-profile";

/** Where the profile stands: on its way to the public, found by students, or hidden again. */
export function PublishProfile({ profile }: { profile: TutorProfile }) {
  const cache = useQueryClient();
  if (profile.state === "listed" || profile.state === "paused_by_tutor") return <Shown profile={profile} />;
  return (
    <Stack p="lg" gap="sm" bg="var(--soft)" style={{ borderRadius: 14 }} align="flex-start">
      <Title order={2} fz={18}>
        <Trans>Анкету пока никто не видит</Trans>
      </Title>
      <Text role="status">
        <Why profile={profile} />
      </Text>
      {profile.state === "restricted" && (
        <SubmitProfile sent={() => cache.invalidateQueries({ queryKey: tutorProfileQuery.queryKey })} />
      )}
      <ButtonLink to="/tutor/verification" variant={fieldsOf(profile.missing).length > 0 || profile.state !== "draft" ? "default" : "filled"}>
        <Trans>К проверке</Trans>
      </ButtonLink>
    </Stack>
  );
}

function Why({ profile }: { profile: TutorProfile }) {
  const missing = useFieldWords()(fieldsOf(profile.missing));
  if (missing) return <Trans>Осталось заполнить: {missing}.</Trans>;
  switch (profile.state) {
    case "draft":
      return <Trans>Анкета заполнена. Загрузите документы и отправьте заявку на проверку.</Trans>;
    case "changes_requested":
      return <Trans>Заявку вернули с замечаниями: посмотрите, что исправить.</Trans>;
    case "rejected":
      return <Trans>Заявка отклонена. Почему и когда можно снова — на странице проверки.</Trans>;
    case "restricted":
      return <Trans>Анкета скрыта: нет согласия на публикацию или истёк документ.</Trans>;
    default:
      return <Trans>Заявка на проверке. Анкету можно править: модератор увидит последнюю версию.</Trans>;
  }
}

function Shown({ profile }: { profile: TutorProfile }) {
  const paused = profile.state === "paused_by_tutor";
  return (
    <Group justify="space-between" p="lg" gap="sm" bg={paused ? "var(--warn-bg)" : "var(--good-bg)"} c={paused ? "var(--warn-text)" : "var(--good-text)"} style={{ borderRadius: 14 }}>
      <Group gap="sm" role="status" wrap="nowrap" maw={460}>
        {paused ? <ClockIcon /> : <CheckIcon />}
        <Text fw={550}>
          {paused ? <Trans>Вы на паузе: в поиске вас нет, ваши ученики записываются как прежде</Trans> : <Trans>Анкета опубликована</Trans>}
        </Text>
      </Group>
      <Group gap="xs">
        <ButtonLink to="/tutors/$tutorId" params={{ tutorId: profile.tutor_id }} variant="default" size="sm">
          <Trans>Открыть страницу</Trans>
        </ButtonLink>
        <ButtonLink to="/tutor/availability" variant="default" size="sm">
          <Trans>Часы работы</Trans>
        </ButtonLink>
        <ButtonLink to="/tutor/verification" variant="default" size="sm">
          <Trans>Документы</Trans>
        </ButtonLink>
        <PauseButton paused={paused} />
      </Group>
    </Group>
  );
}

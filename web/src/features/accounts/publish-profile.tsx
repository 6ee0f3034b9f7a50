import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { CheckIcon, ClockIcon } from "~/ui/icons";
import { ButtonLink } from "~/ui/links";
import { ProblemAlert } from "~/ui/problem";
import { ConsentBox } from "./consent-box";
import { PauseButton } from "./pause-button";
import { type TutorProfile, useAgreeToPublication, useSubmitTutorProfile } from "./queries";

/** Where the profile stands: what is missing, ready to be published, or already found by students. */
export function PublishProfile({ profile }: { profile: TutorProfile }) {
  const { t } = useLingui();
  const submit = useSubmitTutorProfile();
  const agree = useAgreeToPublication();
  const [version, setVersion] = useState<string | null>(null);
  const publish = async (text_version: string) => {
    await agree.mutateAsync({ body: { kind: "public_profile", text_version } });
    await submit.mutateAsync({});
  };
  const words: Record<string, string> = {
    headline: t`заголовок`, about: t`рассказ о себе`, subjects: t`предметы и цены`, languages: t`языки занятий`,
    education: t`образование`, lesson_minutes: t`длительность занятий`, availability: t`часы работы`, photo: t`фотография`,
  };
  const missing = profile.missing.map((name) => words[name] ?? name).join(", ");
  if (profile.state === "listed" || profile.state === "paused_by_tutor") {
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
          <PauseButton paused={paused} />
        </Group>
      </Group>
    );
  }
  return (
    <Stack p="lg" gap="sm" bg="var(--soft)" style={{ borderRadius: 14 }} align="flex-start">
      <Title order={2} fz={18}>
        {missing ? <Trans>Анкету пока никто не видит</Trans> : <Trans>Всё готово к публикации</Trans>}
      </Title>
      <Text role="status">
        {missing ? <Trans>Осталось заполнить: {missing}.</Trans> : <Trans>После публикации ученики найдут вас в поиске.</Trans>}
      </Text>
      <ProblemAlert error={agree.error ?? submit.error} />
      {!missing && (
        <>
          <ConsentBox kind="public_profile" version={version} change={setVersion} />
          <Button loading={agree.isPending || submit.isPending} disabled={version === null}
            onClick={() => version !== null && void publish(version).catch(() => undefined)}>
            <Trans>Опубликовать анкету</Trans>
          </Button>
        </>
      )}
    </Stack>
  );
}

import { Group, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { ButtonLink } from "~/ui/links";
import type { TutorProfile } from "./queries";
import { placeOf, useStepWords } from "./step-words";
import classes from "./completeness.module.css";

const RADIUS = 42;
const LENGTH = 2 * Math.PI * RADIUS;

type CompletenessProps = {
  profile: TutorProfile;
  /** The step of another feature (the hours), when it is the one to take next. */
  other?: ReactNode;
};

/** How much of the profile is there, and the one thing to add next. */
export function Completeness({ profile, other }: CompletenessProps) {
  const { t } = useLingui();
  const words = useStepWords();
  const percent = profile.completeness;
  const next = profile.next_step;
  return (
    <Group wrap="nowrap" gap="lg" align="center">
      <div className={classes.ring} role="img" aria-label={t`Анкета заполнена на ${percent} %`}>
        <svg viewBox="0 0 96 96" width="96" height="96" aria-hidden="true">
          <g fill="none" strokeWidth="9" strokeLinecap="round" transform="rotate(-90 48 48)">
            <circle cx="48" cy="48" r={RADIUS} className={classes.rest} />
            <circle cx="48" cy="48" r={RADIUS} className={classes.done} data-all={percent === 100} strokeDasharray={LENGTH} strokeDashoffset={LENGTH * (1 - percent / 100)} />
          </g>
        </svg>
        <b aria-hidden="true">{percent} %</b>
      </div>
      {next ? (
        <Stack gap={4} align="flex-start">
          <Text fw={550}>{words[next].title}</Text>
          <Text size="sm" c="dimmed">
            {words[next].why}
          </Text>
          <ButtonLink {...placeOf(next)} size="xs" variant="light" mt={4}>
            {words[next].go}
          </ButtonLink>
        </Stack>
      ) : (
        (other ?? (
          <Text c="dimmed">
            <Trans>Анкета заполнена полностью. Так держать.</Trans>
          </Text>
        ))
      )}
    </Group>
  );
}

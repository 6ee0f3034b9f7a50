import { Stack, Text, Title } from "@mantine/core";
import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Money } from "~/ui/money";
import { CancellationRule } from "~/i18n/cancellation-rule";
import { type Tutor, useSubjectNames } from "./queries";
import classes from "./tutor-about.module.css";

export function TutorAbout({ tutor }: { tutor: Tutor }) {
  const names = useSubjectNames();
  return (
    <>
      <Section title={<Trans>О себе</Trans>}>
        <Text className="prose">{tutor.about}</Text>
      </Section>
      {tutor.education && (
        <Section title={<Trans>Образование</Trans>}>
          <Text className="prose">{tutor.education}</Text>
        </Section>
      )}
      <Section title={<Trans>Предметы и цены за 60 минут</Trans>}>
        <ul className={classes.prices}>
          {tutor.subjects.map((item) => (
            <li key={`${item.subject} ${item.level}`}>
              <span>
                {names.subject(item.subject)} <Text span c="dimmed">{names.level(item.subject, item.level)}</Text>
              </span>
              <Money kopecks={item.price_kopecks_per_hour} fw={600} />
            </li>
          ))}
        </ul>
      </Section>
      <Section title={<Trans>Отмена занятия</Trans>}>
        <Text>
          <CancellationRule preset={tutor.cancellation_preset} />
        </Text>
      </Section>
    </>
  );
}

function Section({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <Stack component="section" gap="xs">
      <Title order={2} fz={20}>
        {title}
      </Title>
      {children}
    </Stack>
  );
}

import { Group, Stack, Text, Title } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { languageName } from "~/ui/languages";
import { PersonAvatar } from "~/ui/person";
import { Badges } from "./badges";
import type { Tutor } from "./queries";
import { Rating } from "./rating";

export function TutorHeader({ tutor, mark }: { tutor: Tutor; mark: ReactNode }) {
  const { i18n } = useLingui();
  const languages = tutor.languages.map((code) => languageName(code, i18n.locale)).join(", ");
  return (
    <Group align="flex-start" gap="lg" wrap="nowrap">
      <PersonAvatar name={tutor.full_name} photo={tutor.photo_url} size={104} />
      <Stack gap={8} style={{ minWidth: 0 }}>
        <Group gap="xs">
          <Title order={1} fz={{ base: 26, sm: 32 }}>
            {tutor.full_name}
          </Title>
          <Badges badges={tutor.badges} />
          {mark}
        </Group>
        <Text fz="lg">{tutor.headline}</Text>
        <Group gap="lg">
          <Rating rating={tutor.rating} reviews={tutor.reviews_count} />
          {tutor.lessons_count > 0 && (
            <Text size="sm" c="dimmed">
              <Plural value={tutor.lessons_count} one="# занятие" few="# занятия" many="# занятий" other="# занятия" />
            </Text>
          )}
          {tutor.experience_years > 0 && (
            <Text size="sm" c="dimmed">
              <Trans>
                Опыт <Plural value={tutor.experience_years} one="# год" few="# года" many="# лет" other="# года" />
              </Trans>
            </Text>
          )}
          <Text size="sm" c="dimmed">
            <Trans>Языки занятий: {languages}</Trans>
          </Text>
        </Group>
      </Stack>
    </Group>
  );
}

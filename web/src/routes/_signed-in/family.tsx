import { Stack } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import { createFileRoute } from "@tanstack/react-router";
import { Children } from "~/features/accounts/children";
import { Guardianships } from "~/features/accounts/guardianships";
import { Page } from "~/ui/page";
import { Section } from "~/ui/section";

export const Route = createFileRoute("/_signed-in/family")({ component: Family });

/** A guardian's children and linked teenagers; for a young person, the guardian. */
function Family() {
  const { t } = useLingui();
  const { session } = Route.useRouteContext();
  const guardian = session.roles.includes("guardian");
  return (
    <Page title={guardian ? t`Дети` : t`Законный представитель`} size={640}>
      <Stack gap={32}>
        {guardian && (
          <Section title={t`Без своей учётной записи`}>
            <Children />
          </Section>
        )}
        <Section title={guardian ? t`Подростки со своей учётной записью` : t`Кто записывает и платит`}>
          <Guardianships guardian={guardian} />
        </Section>
      </Stack>
    </Page>
  );
}

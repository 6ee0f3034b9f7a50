import { Stack, Text } from "@mantine/core";
import { Trans } from "@lingui/react/macro";
import { ProblemAlert } from "~/ui/problem";
import { ConsentBox } from "./consent-box";
import { useAgree } from "./queries";

/** The tick without which no document is taken; it counts at once. */
export function DocumentsConsent() {
  const agree = useAgree();
  const version = agree.isPending ? agree.variables.body.text_version : null;
  return (
    <Stack className="surface" p="lg" gap="sm">
      <Text>
        <Trans>Паспорт и фотография с ним — личные данные. Прежде чем загрузить их, разрешите нам их проверить.</Trans>
      </Text>
      <ConsentBox kind="tutor_documents" version={version}
        change={(text_version) => text_version && agree.mutate({ body: { kind: "tutor_documents", text_version } })} />
      <ProblemAlert error={agree.error} />
    </Stack>
  );
}

import { Stack, Text } from "@mantine/core";
import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import { ProblemAlert } from "~/ui/problem";
import { ConsentBox } from "./consent-box";
import { useAgree } from "./queries";

/** The tick without which no document is taken; it counts at once. */
export function DocumentsConsent() {
  const agree = useAgree();
  const [ticked, setTicked] = useState<string | null>(null);
  const tick = (text_version: string | null) => {
    if (!text_version) return;
    setTicked(text_version); // at once: the box is not empty again while the answer is on its way
    agree.mutate({ body: { kind: "tutor_documents", text_version } }, { onError: () => setTicked(null) });
  };
  return (
    <Stack className="surface" p="lg" gap="sm">
      <Text>
        <Trans>Паспорт и фотография с ним — личные данные. Прежде чем загрузить их, разрешите нам их проверить.</Trans>
      </Text>
      <ConsentBox kind="tutor_documents" version={ticked} change={tick} />
      <ProblemAlert error={agree.error} />
    </Stack>
  );
}

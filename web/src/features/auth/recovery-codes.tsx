import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog } from "~/ui/dialog";
import { LoadError, ProblemAlert } from "~/ui/problem";
import { factorsQuery, useRenewRecoveryCodes } from "./factor-queries";
import { RecoverySheet } from "./recovery-sheet";

/** How many codes are left, and ten new ones when they run out or were seen by somebody. */
export function RecoveryCodes() {
  const { t } = useLingui();
  const { data: factors, error, refetch } = useQuery(factorsQuery);
  const renew = useRenewRecoveryCodes();
  const [codes, setCodes] = useState<string[]>([]);
  const [asking, { open, close }] = useDisclosure();
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!factors) return <Skeleton height={56} />;
  if (!factors.totp && factors.passkeys === 0) {
    return (
      <Text c="dimmed">
        <Trans>Появятся, когда вы добавите ключ доступа или подключите приложение с кодами.</Trans>
      </Text>
    );
  }
  const left = factors.recovery_codes_left;
  const show = (answer: { recovery_codes: string[] }) => {
    close();
    setCodes(answer.recovery_codes);
  };
  return (
    <Stack gap="md" align="flex-start">
      <Text c={left < 3 ? "var(--warn-text)" : "dimmed"}>
        <Plural value={left} one="Остался # код из 10." few="Осталось # кода из 10." many="Осталось # кодов из 10." other="Осталось # кода из 10." />{" "}
        <Trans>Каждый один раз заменяет второй фактор, если телефона или ключа нет под рукой.</Trans>
      </Text>
      <Button variant="default" onClick={open}>
        <Trans>Создать новые коды</Trans>
      </Button>
      <Dialog opened={asking} close={close} title={t`Создать новые коды?`}>
        <Stack gap="md">
          <Text>
            <Trans>Прежние коды сразу перестанут работать.</Trans>
          </Text>
          <ProblemAlert error={renew.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              <Trans>Оставить прежние</Trans>
            </Button>
            <Button loading={renew.isPending} onClick={() => renew.mutate({}, { onSuccess: show })}>
              <Trans>Создать</Trans>
            </Button>
          </Group>
        </Stack>
      </Dialog>
      <RecoverySheet codes={codes} close={() => setCodes([])} />
    </Stack>
  );
}

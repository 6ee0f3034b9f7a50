import { Skeleton, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Dialog } from "~/ui/dialog";
import { LoadError } from "~/ui/problem";
import { ExternalButtons } from "./external-buttons";
import { factorsQuery, useStepUp } from "./factor-queries";
import { ProofForm } from "./proof-form";

/** Before something sensitive: is it still you? What was asked for goes on after the answer. */
export default function StepUpDialog({ finish }: { finish: (proved: boolean) => void }) {
  const { t } = useLingui();
  const { data: factors, error, refetch } = useQuery(factorsQuery);
  const stepUp = useStepUp();
  return (
    <Dialog opened close={() => finish(false)} title={t`Подтвердите, что это вы`}>
      <Stack gap="md">
        <Text c="dimmed">
          <Trans>Это действие затрагивает безопасность. Введённое сохранится, и после подтверждения мы продолжим.</Trans>
        </Text>
        {error && <LoadError error={error} retry={() => void refetch()} />}
        {factors && !factors.password && factors.passkeys === 0 && !factors.totp ? (
          <ExternalButtons next={location.pathname}
            above={<Trans>У вас нет пароля: войдите ещё раз через сервис, которым вы входите, и повторите действие</Trans>} />
        ) : factors ? (
          <ProofForm factors={factors} action={t`Подтвердить`} pending={stepUp.isPending} error={stepUp.error}
            prove={(proof) => stepUp.mutate(proof, { onSuccess: () => finish(true) })} />
        ) : (
          !error && <Skeleton height={120} />
        )}
      </Stack>
    </Dialog>
  );
}

import { Button, Skeleton, Stack } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { LoadError } from "~/ui/problem";
import { factorsQuery, type Proof, useSecondFactor } from "./factor-queries";
import { ProofForm } from "./proof-form";
import { useSignOut } from "./queries";

/** The password was right; now the second factor. */
export function SecondStep({ done }: { done: () => void }) {
  const { t } = useLingui();
  const { data: factors, error, refetch } = useQuery(factorsQuery);
  const second = useSecondFactor();
  const signOut = useSignOut();
  // The promise, not a callback: once somebody is in, this step may be gone before it is told.
  const prove = (proof: Proof | "passkey") => void second.mutateAsync(proof).then(done, () => undefined);
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!factors) return <Skeleton height={180} radius={14} />;
  return (
    <Stack gap="lg">
      <ProofForm factors={factors} action={t`Войти`} pending={second.isPending} error={second.error} prove={prove} />
      <Button variant="subtle" color="gray" c="dimmed" px={0} style={{ alignSelf: "start" }} loading={signOut.isPending} onClick={() => signOut.mutate({})}>
        <Trans>Войти под другим именем</Trans>
      </Button>
    </Stack>
  );
}

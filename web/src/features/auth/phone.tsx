import { Button, Group, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog } from "~/ui/dialog";
import { placeProblem } from "~/ui/form-problem";
import { LoadError, ProblemAlert } from "~/ui/problem";
import { StateBadge } from "~/ui/state-badge";
import { PhoneCode, type SentCode } from "./phone-code";
import { readablePhone } from "./phone-number";
import { accountQuery, useRemovePhone, useSendPhoneCode } from "./phone-queries";

type Step = { name: "shown" } | { name: "asking" } | { name: "sent"; code: SentCode };

/** One's phone number: shown when confirmed, else asked for and confirmed by a code. */
export function Phone() {
  const { data: account, error, refetch } = useQuery(accountQuery);
  const [step, setStep] = useState<Step>({ name: "shown" });
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!account) return <Skeleton height={96} />;
  const show = () => setStep({ name: "shown" });
  const ask = () => setStep({ name: "asking" });
  if (step.name === "sent") return <PhoneCode sent={step.code} another={ask} done={show} />;
  if (account.phone && step.name === "shown") return <Confirmed phone={account.phone} change={ask} />;
  return <AskPhone keep={account.phone ? show : null} sent={(code) => setStep({ name: "sent", code })} />;
}

function Confirmed({ phone, change }: { phone: string; change: () => void }) {
  const [removing, setRemoving] = useState(false);
  return (
    <Stack gap="md">
      <Group gap="sm">
        <Text fw={500} className="numbers">
          {readablePhone(phone)}
        </Text>
        <StateBadge tone="good">
          <Trans>Подтверждён</Trans>
        </StateBadge>
      </Group>
      <Group gap="xs">
        <Button variant="default" onClick={change}>
          <Trans>Изменить номер</Trans>
        </Button>
        <Button variant="subtle" color="gray" c="dimmed" onClick={() => setRemoving(true)}>
          <Trans>Удалить номер</Trans>
        </Button>
      </Group>
      {removing && <Remove close={() => setRemoving(false)} />}
    </Stack>
  );
}

function Remove({ close }: { close: () => void }) {
  const { t } = useLingui();
  const remove = useRemovePhone();
  return (
    <Dialog opened close={close} title={t`Удалить номер?`}>
      <Stack gap="md">
        <Text>
          <Trans>Мы забудем ваш номер. Добавить его снова можно в любой момент.</Trans>
        </Text>
        <ProblemAlert error={remove.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            <Trans>Оставить</Trans>
          </Button>
          <Button color="red.9" loading={remove.isPending} onClick={() => remove.mutate({}, { onSuccess: close })}>
            <Trans>Удалить номер</Trans>
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function AskPhone({ keep, sent }: { keep: (() => void) | null; sent: (code: SentCode) => void }) {
  const { t } = useLingui();
  const send = useSendPhoneCode();
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm({
    initialValues: { phone: "" },
    validate: { phone: (value) => (value.replace(/\D/g, "").length >= 10 ? null : t`Введите номер полностью`) },
  });
  const submit = form.onSubmit((body) => {
    setProblem(null);
    send.mutate({ body }, { onSuccess: sent, onError: (error) => setProblem(placeProblem(error, form, ["phone"])) });
  });
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="md">
        <TextInput size="md" type="tel" autoComplete="tel" placeholder="+7 916 123-45-67" maxLength={30} label={t`Номер телефона`}
          description={t`Российский мобильный. Пришлём СМС с кодом.`} {...form.getInputProps("phone")} />
        <ProblemAlert error={problem} />
        <Group gap="xs">
          <Button type="submit" variant="default" loading={send.isPending}>
            <Trans>Получить код</Trans>
          </Button>
          {keep && (
            <Button variant="subtle" color="gray" c="dimmed" onClick={keep}>
              <Trans>Не менять</Trans>
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

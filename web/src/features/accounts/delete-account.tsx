import { Button, List, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import "@mantine/core/styles/List.css";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog } from "~/ui/dialog";
import { TextLink } from "~/ui/links";
import { LoadError, ProblemAlert } from "~/ui/problem";
import { rubles } from "~/ui/rubles";
import { type ErasureAct, type ErasureEffects, erasureQuery, useEraseAccount } from "./personal-data";

/** What goes, what stays and why, before the click; then the address is typed. */
export function DeleteAccount({ email, erased }: { email: string; erased: (act: ErasureAct) => void }) {
  const { data, error, refetch } = useQuery({ ...erasureQuery, staleTime: 0 });
  const [asked, setAsked] = useState(false);
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={220} />;
  return (
    <Stack gap="lg">
      <Text>
        <Trans>Удаление происходит сразу и навсегда, восстановить учётную запись нельзя. Этим же вы отзываете все согласия.</Trans>
      </Text>
      <div>
        <Text fw={550} mb={6}>
          <Trans>Удалим</Trans>
        </Text>
        <List spacing={4}>{data.removed.map((what) => <List.Item key={what}>{what}</List.Item>)}</List>
      </div>
      <div>
        <Text fw={550} mb={6}>
          <Trans>Останется — и почему</Trans>
        </Text>
        <List spacing={8}>
          {data.kept.map(({ what, ground, term }) => (
            <List.Item key={what}>
              {what}
              <Text size="sm" c="dimmed">
                {ground} · {term}
              </Text>
            </List.Item>
          ))}
        </List>
      </div>
      {data.open.length > 0 ? (
        <OpenMatters open={data.open} />
      ) : (
        <Button variant="default" c="var(--bad-text)" style={{ alignSelf: "start" }} onClick={() => setAsked(true)}>
          <Trans>Удалить учётную запись</Trans>
        </Button>
      )}
      <Confirmation email={email} opened={asked} close={() => setAsked(false)} erased={erased} />
    </Stack>
  );
}

function OpenMatters({ open }: { open: ErasureEffects["open"] }) {
  const { t, i18n } = useLingui();
  const words: Record<string, string> = {
    lessons: t`Занятия, которые ещё не завершены: отмените их или дождитесь конца`,
    credits: t`Оплаченные минуты: верните за них деньги`,
    payments: t`Платежи без результата: дождитесь его`,
    refunds: t`Возвраты в пути: дождитесь денег`,
    earnings: t`Заработок, который ещё не выплачен: дождитесь выплаты`,
  };
  return (
    <Stack gap="sm" p="lg" bg="var(--warn-bg)" c="var(--warn-text)" style={{ borderRadius: 14 }}>
      <Text fw={600}>
        <Trans>Сначала завершите то, что ещё не закончено</Trans>
      </Text>
      <List spacing={4}>
        {open.map(({ kind, kopecks }) => (
          <List.Item key={kind}>
            {words[kind] ?? kind} ({rubles(kopecks, i18n.locale)})
          </List.Item>
        ))}
      </List>
      <Text>
        <TextLink to="/lessons" c="inherit" underline="always">
          <Trans>Мои занятия</Trans>
        </TextLink>
      </Text>
    </Stack>
  );
}

type ConfirmationProps = { email: string; opened: boolean; close: () => void; erased: (act: ErasureAct) => void };

function Confirmation({ email, opened, close, erased }: ConfirmationProps) {
  const { t } = useLingui();
  const erase = useEraseAccount();
  const [typed, setTyped] = useState("");
  const same = typed.trim().toLowerCase() === email.toLowerCase();
  return (
    <Dialog opened={opened} close={close} title={t`Удалить учётную запись навсегда?`}>
      <Stack gap="md">
        <TextInput label={t`Чтобы подтвердить, введите свою почту`} description={email} value={typed} autoComplete="off" data-autofocus
          onChange={(event) => setTyped(event.currentTarget.value)} />
        <ProblemAlert error={erase.error} />
        <Button color="red.9" disabled={!same} loading={erase.isPending} onClick={() => erase.mutate({ body: { email: typed.trim() } }, { onSuccess: erased })}>
          <Trans>Удалить навсегда</Trans>
        </Button>
        <Button variant="default" onClick={close}>
          <Trans>Оставить</Trans>
        </Button>
      </Stack>
    </Dialog>
  );
}

import { Skeleton, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { problemOf } from "~/api/problem";
import { EmptyState } from "~/ui/empty-state";
import { SearchIcon } from "~/ui/icons";
import { LoadError } from "~/ui/problem";
import { DeskPage } from "./desk-frame";
import { PersonCardView } from "./person-card";
import { personQuery } from "./queries";
import { ReasonForm } from "./reason-form";

/** The card opens only after it has been said why. */
export function PersonView({ userId, admin, me }: { userId: string; admin: boolean; me: string }) {
  const [reason, setReason] = useState<string | null>(null);
  if (reason === null) return <AskWhy give={setReason} />;
  return <Opened userId={userId} reason={reason} admin={admin} me={me} />;
}

function AskWhy({ give }: { give: (reason: string) => void }) {
  const { t } = useLingui();
  return (
    <DeskPage title={t`Карточка человека`}>
      <Stack className="surface" p={{ base: "lg", sm: "xl" }} maw={560} gap="md">
        <Text>
          <Trans>Здесь почта, дата рождения, сеансы и их адреса. Напишите, зачем вы открываете карточку: обращение, жалоба, проверка.</Trans>
        </Text>
        <ReasonForm label={t`Зачем`} action={t`Открыть карточку`} give={give} />
      </Stack>
    </DeskPage>
  );
}

function Opened({ userId, reason, admin, me }: { userId: string; reason: string; admin: boolean; me: string }) {
  const { t } = useLingui();
  const { data: person, error, refetch } = useQuery(personQuery(userId, reason));
  if (error && problemOf(error).status === 404) {
    return (
      <DeskPage title={t`Карточка человека`}>
        <EmptyState icon={<SearchIcon size={36} />} title={t`Такого человека нет`}>
          <Trans>Или это карточка сотрудника: их видят только администраторы.</Trans>
        </EmptyState>
      </DeskPage>
    );
  }
  if (error && !person) return <LoadError error={error} retry={() => void refetch()} />;
  if (!person) return <Skeleton height={420} radius={14} />;
  return <PersonCardView person={person} admin={admin} me={me} />;
}

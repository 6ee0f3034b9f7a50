import { Stack } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import { createFileRoute } from "@tanstack/react-router";
import { DeleteAccount } from "~/features/accounts/delete-account";
import { DownloadData } from "~/features/accounts/download-data";
import { ConsentSettings } from "~/features/auth/consent-settings";
import { actInWords, type ErasureAct, keepFile } from "~/features/accounts/personal-data";
import { useForgetEverything } from "~/features/auth/queries";
import { Section } from "~/ui/section";

export const Route = createFileRoute("/_signed-in/settings/privacy")({ component: Privacy });

function Privacy() {
  const { t } = useLingui();
  const { session } = Route.useRouteContext();
  const navigate = Route.useNavigate();
  const forget = useForgetEverything();
  const leave = async (act: ErasureAct) => {
    const words = { title: t`Акт об уничтожении персональных данных`, account: t`Учётная запись`, removed: t`Удалено`, kept: t`Остаётся` };
    keepFile(new Blob([actInWords(act, words)], { type: "text/plain;charset=utf-8" }), `tutorium-${act.id}.txt`);
    await navigate({ to: "/goodbye" });
    await forget();
  };
  return (
    <Stack gap={32}>
      <Section title={t`Согласия`}>
        <ConsentSettings />
      </Section>
      <Section title={t`Копия данных`}>
        <DownloadData />
      </Section>
      <Section title={t`Удаление учётной записи`}>
        <DeleteAccount email={session.email} erased={(act) => void leave(act)} />
      </Section>
    </Stack>
  );
}

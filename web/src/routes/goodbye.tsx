import { Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { createFileRoute } from "@tanstack/react-router";
import { FormPage } from "~/ui/form-page";
import { ButtonLink } from "~/ui/links";

export const Route = createFileRoute("/goodbye")({ component: Goodbye });

function Goodbye() {
  const { t } = useLingui();
  return (
    <FormPage title={t`Учётная запись удалена`}>
      <Text mb="lg" role="status">
        <Trans>Мы отправили последнее письмо, после него адрес будет забыт. Акт об уничтожении скачан в файл. С этим же адресом можно зарегистрироваться снова.</Trans>
      </Text>
      <ButtonLink to="/" variant="default">
        <Trans>На главную</Trans>
      </ButtonLink>
    </FormPage>
  );
}

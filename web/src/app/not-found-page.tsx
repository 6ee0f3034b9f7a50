import { Trans, useLingui } from "@lingui/react/macro";
import { EmptyState } from "~/ui/empty-state";
import { SearchIcon } from "~/ui/icons";
import { ButtonLink } from "~/ui/links";
import { Page } from "~/ui/page";

export function NotFoundPage() {
  const { t } = useLingui();
  return (
    <Page title={t`Такой страницы нет`} size="sm">
      <EmptyState
        icon={<SearchIcon size={36} />}
        title={t`Возможно, ссылка устарела`}
        action={
          <ButtonLink to="/tutors">
            <Trans>Найти репетитора</Trans>
          </ButtonLink>
        }
      >
        <Trans>Страницу могли удалить, или в адресе опечатка. Начните с поиска — он всегда на месте.</Trans>
      </EmptyState>
    </Page>
  );
}

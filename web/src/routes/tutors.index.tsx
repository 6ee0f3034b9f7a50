import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Trans, useLingui } from "@lingui/react/macro";
import { createFileRoute, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { FilterFields } from "~/features/catalog/filter-fields";
import { activeFilters, filtersFrom, type TutorFilters } from "~/features/catalog/filters";
import { useSubjectNames } from "~/features/catalog/queries";
import { SearchBox } from "~/features/catalog/search-box";
import { TutorResults } from "~/features/catalog/tutor-results";
import { FilterIcon } from "~/ui/icons";
import { FavouriteHeart } from "./-favourite-heart";
import { Page } from "~/ui/page";
import classes from "./-tutors.module.css";

/** Only phones need it, and only when asked. */
const Sheet = lazy(() => import("~/ui/sheet").then((module) => ({ default: module.Sheet })));

export const Route = createFileRoute("/tutors/")({ validateSearch: filtersFrom, component: Tutors });

function Tutors() {
  const { t } = useLingui();
  const filters = Route.useSearch();
  const names = useSubjectNames();
  const navigate = useNavigate({ from: "/tutors/" });
  const [drawer, { open, close }] = useDisclosure();
  const change = (next: TutorFilters) => void navigate({ search: next, resetScroll: false });
  const count = activeFilters(filters).length;
  const subject = filters.subject && names.subject(filters.subject);
  return (
    <Page title={subject ? t`Репетиторы: ${subject}` : t`Репетиторы`}>
      <div className={classes.search}>
        <SearchBox key={filters.q ?? ""} initial={filters.q ?? ""} search={(q) => change({ ...filters, q: q || undefined, sort: undefined })} />
        <Button className={classes.filters} variant="default" size="md" leftSection={<FilterIcon />} onClick={open}>
          {count > 0 ? <Trans>Фильтры ({count})</Trans> : <Trans>Фильтры</Trans>}
        </Button>
      </div>
      <div className={classes.layout}>
        <aside className={classes.aside} aria-label={t`Фильтры`}>
          <FilterFields filters={filters} change={change} />
        </aside>
        <TutorResults filters={filters} change={change} mark={(tutor) => <FavouriteHeart tutorId={tutor.tutor_id} name={tutor.full_name} />} />
      </div>
      <Suspense>
        {drawer && (
          <Sheet opened close={close} from="bottom" title={t`Фильтры`}>
            <FilterFields filters={filters} change={change} />
            <Button fullWidth size="md" mt="lg" onClick={close}>
              <Trans>Показать репетиторов</Trans>
            </Button>
          </Sheet>
        )}
      </Suspense>
    </Page>
  );
}

import { Button, Center, Group, NativeSelect, Stack, Text } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { useNow } from "~/ui/use-now";
import { LoadError } from "~/ui/problem";
import { FilterChips } from "./filter-chips";
import { SORTS, type Sort, type TutorFilters } from "./filters";
import { NothingFound } from "./nothing-found";
import { type TutorCard, useSubjectNames, useTutorSearch } from "./queries";
import { TutorCardSkeleton, TutorCardView } from "./tutor-card";
import { useFilterWords } from "./use-filter-words";

type TutorResultsProps = { filters: TutorFilters; change: (filters: TutorFilters) => void; mark: (tutor: TutorCard) => ReactNode };

export function TutorResults({ filters, change, mark }: TutorResultsProps) {
  const { t } = useLingui();
  const words = useFilterWords();
  const names = useSubjectNames();
  const now = useNow(300);
  const { data, error, refetch, isPending, isPlaceholderData, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useTutorSearch(filters, now);
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  const tutors = data?.pages.flatMap((page) => page.items) ?? [];
  const first = data?.pages[0];
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Text role="status" fw={550}>
          {first && <Found total={first.total} estimate={first.total_is_estimate} />}
        </Text>
        <NativeSelect
          aria-label={t`Порядок`} size="sm" value={filters.sort ?? (filters.q ? "relevance" : "rating")}
          onChange={(event) => change({ ...filters, sort: event.currentTarget.value as Sort })}
          data={SORTS.map((value) => ({ value, label: words.sort(value) }))}
        />
      </Group>
      <FilterChips filters={filters} change={change} />
      <Stack gap="sm" aria-busy={isPending || isPlaceholderData} style={{ opacity: isPlaceholderData ? 0.6 : 1 }}>
        {isPending && Array.from({ length: 5 }, (_, index) => <TutorCardSkeleton key={index} />)}
        {tutors.map((tutor) => (
          <TutorCardView key={tutor.tutor_id} tutor={tutor} subjectName={names.subject} subject={filters.subject} mark={mark(tutor)} />
        ))}
      </Stack>
      {data && tutors.length === 0 && <NothingFound filters={filters} change={change} />}
      {hasNextPage && (
        <Center mt="sm">
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            <Trans>Показать ещё</Trans>
          </Button>
        </Center>
      )}
    </Stack>
  );
}

function Found({ total, estimate }: { total: number; estimate: boolean }) {
  const { i18n } = useLingui();
  if (estimate) return <Trans>Больше {total.toLocaleString(i18n.locale)} репетиторов</Trans>;
  return <Plural value={total} one="# репетитор" few="# репетитора" many="# репетиторов" other="# репетитора" />;
}

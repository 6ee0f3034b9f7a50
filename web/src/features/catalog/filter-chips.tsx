import { Button, Group } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { activeFilters, type TutorFilters, without } from "./filters";
import { useFilterWords } from "./use-filter-words";

type FilterChipsProps = { filters: TutorFilters; change: (filters: TutorFilters) => void };

/** Every active filter, each removable alone. */
export function FilterChips({ filters, change }: FilterChipsProps) {
  const { t } = useLingui();
  const words = useFilterWords();
  const active = activeFilters(filters).reverse();
  if (active.length === 0) return null;
  return (
    <Group gap={8} role="group" aria-label={t`Выбранные условия`}>
      {active.map((name) => {
        const label = words.chip(name, filters);
        return (
          <Button key={name} size="compact-md" radius="xl" variant="default" fw={450} rightSection="×"
            aria-label={t`Убрать условие: ${label}`} onClick={() => change(without(filters, name))}>
            {label}
          </Button>
        );
      })}
      {active.length > 1 && (
        <Button size="compact-md" radius="xl" variant="subtle" onClick={() => change({ sort: filters.sort })}>
          <Trans>Сбросить всё</Trans>
        </Button>
      )}
    </Group>
  );
}

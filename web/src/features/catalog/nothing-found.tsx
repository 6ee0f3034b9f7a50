import { Button, Group } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { EmptyState } from "~/ui/empty-state";
import { SearchIcon } from "~/ui/icons";
import { activeFilters, type TutorFilters, without } from "./filters";
import { useFilterWords } from "./use-filter-words";

type NothingFoundProps = { filters: TutorFilters; change: (filters: TutorFilters) => void };

/** Offers to drop the conditions that exclude the most, one click each. */
export function NothingFound({ filters, change }: NothingFoundProps) {
  const { t } = useLingui();
  const words = useFilterWords();
  return (
    <EmptyState
      icon={<SearchIcon size={36} />}
      title={t`По этим условиям никого нет`}
      action={
        <Group justify="center" gap="xs">
          {activeFilters(filters).slice(0, 3).map((name) => {
            const label = words.chip(name, filters);
            return (
              <Button key={name} variant="default" onClick={() => change(without(filters, name))}>
                <Trans>Убрать: {label}</Trans>
              </Button>
            );
          })}
          <Button onClick={() => change({})}>
            <Trans>Показать всех</Trans>
          </Button>
        </Group>
      }
    >
      <Trans>Попробуйте убрать одно из условий — чаще всего мешают время и цена.</Trans>
    </EmptyState>
  );
}

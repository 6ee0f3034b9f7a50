import { NativeSelect, NumberInput, Stack } from "@mantine/core";
import "@mantine/core/styles/NumberInput.css";
import "@mantine/core/styles/Flex.css";
import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { type TutorFilters, without } from "./filters";
import { subjectsQuery } from "./queries";
import { useFilterWords } from "./use-filter-words";

type FilterFieldsProps = { filters: TutorFilters; change: (filters: TutorFilters) => void };

export function FilterFields({ filters, change }: FilterFieldsProps) {
  const { t } = useLingui();
  const words = useFilterWords();
  const { data } = useQuery(subjectsQuery);
  const subjects = data?.items ?? [];
  const levels = subjects.find((item) => item.subject === filters.subject)?.levels ?? [];
  const set = (part: Partial<TutorFilters>) => change({ ...filters, ...part });
  const ruble = (value: string | number) => (typeof value === "number" && value > 0 ? value : undefined);
  return (
    <Stack gap="md">
      <NativeSelect
        label={t`Предмет`} value={filters.subject ?? ""}
        onChange={(event) => change({ ...without(filters, "subject"), subject: event.currentTarget.value || undefined })}
        data={[{ value: "", label: t`Любой предмет` }, ...subjects.map((item) => ({ value: item.subject, label: item.name }))]}
      />
      {levels.length > 0 && (
        <NativeSelect
          label={t`Цель или класс`} value={filters.level ?? ""}
          onChange={(event) => set({ level: event.currentTarget.value || undefined })}
          data={[{ value: "", label: t`Любая` }, ...levels.map((item) => ({ value: item.level, label: item.name }))]}
        />
      )}
      <NativeSelect
        label={t`Свободное время`} value={filters.within ?? ""}
        onChange={(event) => set({ within: Number(event.currentTarget.value) || undefined })}
        data={[
          { value: "", label: t`Когда угодно` },
          ...[1, 3, 7].map((days) => ({ value: String(days), label: words.within(days) })),
        ]}
      />
      <NumberInput
        label={t`Цена за час, до`} value={filters.price_max ?? ""} min={0} step={100} suffix=" ₽" thousandSeparator=" "
        allowNegative={false} allowDecimal={false} placeholder={t`Не важно`} hideControls
        onBlur={(event) => set({ price_max: ruble(Number(event.currentTarget.value.replace(/\D/g, ""))) })}
        onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
      />
      <NativeSelect
        label={t`Рейтинг`} value={filters.rating ?? ""}
        onChange={(event) => set({ rating: Number(event.currentTarget.value) || undefined })}
        data={[{ value: "", label: t`Любой` }, ...[4, 4.5].map((mark) => ({ value: String(mark), label: words.rating(mark) }))]}
      />
      <NativeSelect
        label={t`Язык занятий`} value={filters.language ?? ""}
        onChange={(event) => set({ language: event.currentTarget.value || undefined })}
        data={[{ value: "", label: t`Любой` }, ...["ru", "en"].map((code) => ({ value: code, label: words.language(code) }))]}
      />
    </Stack>
  );
}

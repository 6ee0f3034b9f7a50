import { Button, Group, NativeSelect, TextInput } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { SearchIcon } from "~/ui/icons";
import type { PaymentState } from "./money-queries";
import { type MoneySearch, moneySearchFrom, roublesFrom } from "./money-search";
import { usePaymentStates } from "./money-words";

type MoneySearchFormProps = { search: MoneySearch; change: (search: MoneySearch) => void };

/** Fields fill the line they stand in. */
const FIELD = { flex: "1 1 130px" };

export function MoneySearchForm({ search, change }: MoneySearchFormProps) {
  const { t } = useLingui();
  const states = usePaymentStates();
  const [text, setText] = useState(search.q ?? "");
  const [min, setMin] = useState(search.min?.toString() ?? "");
  const [max, setMax] = useState(search.max?.toString() ?? "");
  const wrong = (sum: string) => (sum.trim() !== "" && roublesFrom(sum) === undefined ? t`Сумма в рублях` : null);
  return (
    <form role="search" onSubmit={(event) => {
      event.preventDefault();
      if (wrong(min) ?? wrong(max)) return;
      change(moneySearchFrom({ ...search, q: text, min: roublesFrom(min), max: roublesFrom(max) }));
    }}>
      <Group align="flex-start" gap="sm" mb="md">
        <TextInput type="search" style={{ flexBasis: "100%" }} label={t`Плательщик, почта целиком или номер платежа`} maxLength={200}
          leftSection={<SearchIcon size={18} />} value={text} onChange={(event) => setText(event.currentTarget.value)} />
        <NativeSelect style={FIELD} label={t`Состояние`} value={search.state ?? ""}
          onChange={(event) => change({ ...search, state: (event.currentTarget.value || undefined) as PaymentState | undefined })}
          data={[{ value: "", label: t`любое` }, ...Object.entries(states).map(([value, label]) => ({ value, label }))]} />
        <TextInput style={FIELD} label={t`От, ₽`} inputMode="decimal" error={wrong(min)} value={min} onChange={(event) => setMin(event.currentTarget.value)} />
        <TextInput style={FIELD} label={t`До, ₽`} inputMode="decimal" error={wrong(max)} value={max} onChange={(event) => setMax(event.currentTarget.value)} />
        <TextInput style={FIELD} type="date" label={t`С`} value={search.from ?? ""} onChange={(event) => change({ ...search, from: event.currentTarget.value || undefined })} />
        <TextInput style={FIELD} type="date" label={t`По`} value={search.to ?? ""} onChange={(event) => change({ ...search, to: event.currentTarget.value || undefined })} />
        <Button type="submit" mt={25}>
          <Trans>Найти</Trans>
        </Button>
      </Group>
    </form>
  );
}

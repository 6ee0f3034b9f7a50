import { TextInput, type TextInputProps } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { isoDay, maskDay, writtenDay } from "./written-day";

type BirthDateInputProps = Omit<TextInputProps, "value" | "onChange"> & { value?: string; onChange?: (day: string) => void };

/** A date everybody knows by heart is typed, not picked: dd.mm.yyyy in, "yyyy-mm-dd" out, "" while unfinished. */
export function BirthDateInput({ value = "", onChange, ...props }: BirthDateInputProps) {
  const { t } = useLingui();
  const [text, setText] = useState(() => writtenDay(value));
  const type = (typed: string) => {
    const masked = maskDay(typed);
    setText(masked);
    onChange?.(isoDay(masked) ?? "");
  };
  return (
    <TextInput size="md" inputMode="numeric" autoComplete="bday" placeholder={t`дд.мм.гггг`} maxLength={10} {...props}
      value={text} onChange={(event) => type(event.currentTarget.value)} />
  );
}

import { Button, TextInput } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { SearchIcon } from "~/ui/icons";
import classes from "./search-box.module.css";

type SearchBoxProps = { initial?: string; large?: boolean; search: (text: string) => void };

export function SearchBox({ initial = "", large = false, search }: SearchBoxProps) {
  const { t } = useLingui();
  const [text, setText] = useState(initial);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    search(text.trim());
  };
  return (
    <form role="search" className={classes.box} onSubmit={submit}>
      <TextInput
        className={classes.input} size={large ? "lg" : "md"} variant="unstyled" type="search" name="q" value={text}
        onChange={(event) => setText(event.currentTarget.value)} leftSection={<SearchIcon />} maxLength={200}
        aria-label={t`Предмет, экзамен или имя репетитора`} placeholder={t`Предмет, экзамен или имя`}
      />
      <Button type="submit" size={large ? "lg" : "md"} radius="md">
        <Trans>Найти</Trans>
      </Button>
    </form>
  );
}

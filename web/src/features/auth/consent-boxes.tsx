import "@mantine/core/styles/Checkbox.css";
import "@mantine/core/styles/InlineInput.css";
import { Checkbox, Skeleton, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { TextLink } from "~/ui/links";
import { LoadError } from "~/ui/problem";
import { consentTextsQuery, type Registration } from "./queries";

export type Consents = { complete: boolean; given: Registration["consents"] };

/** Every consent is asked for alone and none is ticked beforehand (152-FZ, art. 9). */
export function ConsentBoxes({ change }: { change: (consents: Consents) => void }) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(consentTextsQuery);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={96} />;
  const toggle = (kind: string, on: boolean) => {
    const next = new Set(ticked);
    if (on) next.add(kind);
    else next.delete(kind);
    setTicked(next);
    change({
      complete: data.items.every((item) => !item.required || next.has(item.kind)),
      given: data.items.filter((item) => next.has(item.kind)).map(({ kind, text_version }) => ({ kind, text_version })),
    });
  };
  return (
    <Stack gap="xs" role="group" aria-label={t`Согласия`}>
      {data.items.map((item) => (
        <Checkbox key={item.kind} checked={ticked.has(item.kind)} required={item.required}
          onChange={(event) => toggle(item.kind, event.currentTarget.checked)}
          label={
            <>
              {item.title}{" "}
              {!item.required && (
                <Text span inherit c="dimmed">
                  <Trans>(по желанию)</Trans>{" "}
                </Text>
              )}
              <TextLink to="/legal/$kind" params={{ kind: item.kind }} target="_blank" underline="always">
                <Trans>прочитать</Trans>
              </TextLink>
            </>
          }
        />
      ))}
    </Stack>
  );
}

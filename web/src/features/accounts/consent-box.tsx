import "@mantine/core/styles/Checkbox.css";
import "@mantine/core/styles/InlineInput.css";
import { Checkbox, Skeleton } from "@mantine/core";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { api } from "~/api/client";
import { TextLink } from "~/ui/links";
import { LoadError } from "~/ui/problem";

type ConsentBoxProps = { kind: "minor_data" | "public_profile" | "tutor_documents" | "autopay"; version: string | null; change: (version: string | null) => void; required?: boolean };

/** A consent that one act needs: not ticked beforehand, with the text a click away; gives the version shown. */
export function ConsentBox({ kind, version, change, required = true }: ConsentBoxProps) {
  const document = api.queryOptions("get", "/api/v1/auth/documents/{kind}", { params: { path: { kind } } }, { staleTime: Infinity });
  const { data, error, refetch } = useQuery(document);
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={24} />;
  return (
    <Checkbox required={required} checked={version !== null} onChange={(event) => change(event.currentTarget.checked ? data.text_version : null)}
      label={
        <>
          {data.title}{" "}
          <TextLink to="/legal/$kind" params={{ kind }} target="_blank" inherit underline="always">
            <Trans>прочитать</Trans>
          </TextLink>
        </>
      }
    />
  );
}

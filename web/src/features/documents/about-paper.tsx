import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { TextLink } from "~/ui/links";
import { papersQuery } from "./queries";
import { useKindWords, useStateWords } from "./words";

/** What kind of document this is and how it stands; nothing while that is not known. */
export function usePaperName(paperId: string): string | null {
  const { t } = useLingui();
  const kinds = useKindWords();
  const states = useStateWords();
  const paper = useQuery(papersQuery).data?.items.find((each) => each.id === paperId);
  if (!paper) return null;
  const title = kinds[paper.kind].title;
  const state = states[paper.state].toLowerCase();
  return t`${title} (${state})`;
}

/** The way to the document a ticket is about. */
export function AboutPaper({ paperId }: { paperId: string }) {
  const name = usePaperName(paperId);
  return (
    <TextLink to="/tutor/verification" hash="documents" size="sm">
      {name ? <Trans>Документ, о котором речь: {name}</Trans> : <Trans>Документ, о котором речь</Trans>}
    </TextLink>
  );
}

import { useLingui } from "@lingui/react/macro";
import { StateBadge, type Tone } from "~/ui/state-badge";

/** Badges the server gives; one this page has no word for is left out. */
export function Badges({ badges }: { badges: readonly string[] }) {
  const { t } = useLingui();
  const words: Record<string, { tone: Tone; label: string }> = {
    verified: { tone: "good", label: t`Документы проверены` },
  };
  return badges.map((badge) => {
    const word = words[badge];
    return word && (
      <StateBadge key={badge} tone={word.tone}>
        {word.label}
      </StateBadge>
    );
  });
}

import { useLingui } from "@lingui/react/macro";
import { StateBadge, type Tone } from "~/ui/state-badge";

/** Badges the server gives; one this page has no word for is left out. */
export function Badges({ badges }: { badges: readonly string[] }) {
  const { t } = useLingui();
  const words: Record<string, { tone: Tone; label: string }> = {
    verified: { tone: "good", label: t`Личность подтверждена` },
    police_certificate: { tone: "good", label: t`Справка проверена` },
    diploma: { tone: "good", label: t`Диплом проверен` },
    qualification: { tone: "good", label: t`Квалификация проверена` },
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

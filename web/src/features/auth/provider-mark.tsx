import type { Provider } from "./external-queries";

const MARKS: Record<Provider, { colour: string; letters: string; size: number }> = {
  yandex: { colour: "#d62915", letters: "Я", size: 13 },
  vk: { colour: "#0063d1", letters: "VK", size: 10 },
};

/** The first letters of a provider on its colour, beside its name; drawn here, so nothing is asked of it. */
export function ProviderMark({ provider }: { provider: Provider }) {
  const { colour, letters, size } = MARKS[provider];
  return (
    <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <circle cx="12" cy="12" r="12" fill={colour} />
      <text x="12" y="12" dy="0.36em" textAnchor="middle" fontSize={size} fontWeight="700" fill="#fff">
        {letters}
      </text>
    </svg>
  );
}

import { Trans } from "@lingui/react/macro";

/** The three presets of the rulebook (D3.1), each in one sentence. */
export function CancellationRule({ preset }: { preset: string }) {
  if (preset === "flexible") {
    return <Trans>Бесплатно за 4 часа и раньше, за 4–1 час удержим половину, позже — всю стоимость.</Trans>;
  }
  if (preset === "strict") {
    return <Trans>Бесплатно за 24 часа и раньше, за 24–4 часа удержим половину, позже — всю стоимость.</Trans>;
  }
  return <Trans>Бесплатно за 12 часов и раньше, за 12–2 часа удержим половину, позже — всю стоимость.</Trans>;
}

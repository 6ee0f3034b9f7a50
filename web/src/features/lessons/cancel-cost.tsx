import { Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { rubles } from "~/ui/rubles";
import { dayAndTime } from "~/ui/time";
import { useZone } from "~/ui/zone";
import type { CancelQuote } from "./queries";

/** What the payer gets back and what is kept, in rubles and minutes, with the rule behind it. */
export function CancelCost({ quote }: { quote: CancelQuote }) {
  const free = quote.charge_kopecks === 0;
  const colours = free ? { bg: "var(--good-bg)", c: "var(--good-text)" } : { bg: "var(--warn-bg)", c: "var(--warn-text)" };
  return (
    <Stack gap={4} p="md" bg={colours.bg} c={colours.c} style={{ borderRadius: 12 }} role="status">
      <Text fw={600} className="numbers">
        <Outcome quote={quote} />
      </Text>
      <Text size="sm">
        <Rule quote={quote} />
      </Text>
    </Stack>
  );
}

function Outcome({ quote }: { quote: CancelQuote }) {
  const { i18n } = useLingui();
  const back = rubles(quote.refund_kopecks, i18n.locale);
  const kept = rubles(quote.charge_kopecks, i18n.locale);
  if (quote.rule === "unpaid" || quote.paid_with === "none") return <Trans>Занятие не оплачено, отмена ничего не стоит</Trans>;
  if (quote.paid_with === "credits") {
    return quote.charge_kopecks === 0 ? (
      <Trans>Вернём {quote.refund_minutes} мин. на баланс</Trans>
    ) : (
      <Trans>Вернём {quote.refund_minutes} мин., удержим {kept}</Trans>
    );
  }
  if (quote.charge_kopecks === 0) return <Trans>Вернём {back} полностью</Trans>;
  if (quote.refund_kopecks === 0) return <Trans>Деньги не вернутся: удержим {kept}</Trans>;
  return <Trans>Вернём {back}, удержим {kept}</Trans>;
}

function Rule({ quote }: { quote: CancelQuote }) {
  const { i18n } = useLingui();
  const { zone } = useZone();
  const moment = dayAndTime(new Date(quote.free_until), zone, i18n.locale);
  if (quote.rule === "unpaid") return <Trans>Время сразу станет свободным.</Trans>;
  if (quote.rule === "tutor") return <Trans>Когда отменяет репетитор, ученику возвращается всё.</Trans>;
  if (quote.rule === "regret") return <Trans>Первые 15 минут после записи можно передумать бесплатно.</Trans>;
  if (quote.rule === "free") return <Trans>Бесплатная отмена — до {moment}.</Trans>;
  if (quote.rule === "half") return <Trans>Бесплатно было до {moment}. Сейчас удерживается половина.</Trans>;
  return <Trans>До начала осталось слишком мало: репетитор уже не сможет занять это время.</Trans>;
}

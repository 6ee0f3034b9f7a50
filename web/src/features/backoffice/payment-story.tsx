import { Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { Money } from "~/ui/money";
import { Moment } from "./moment";
import type { PaymentFile } from "./money-queries";
import { useAnswers, useLedgerWords, usePaymentStates, useProviderReasons, useRefundReasons, useRefundStates } from "./money-words";
import classes from "./payment-story.module.css";

/** Every change of state of the payment and of its refunds, the first one first. */
export function Timeline({ file }: { file: PaymentFile }) {
  const { t } = useLingui();
  const states: Record<string, string> = usePaymentStates();
  const refunds: Record<string, string> = useRefundStates();
  const why = useReason();
  return (
    <ol className={classes.steps}>
      {file.events.map((event, place) => (
        <li key={`${event.at}${place}`}>
          <Text size="sm" c="dimmed">
            <Moment at={event.at} to="second" />
          </Text>
          <Text>
            {event.refund_id ? t`Возврат: ${refunds[event.to_state] ?? event.to_state}` : (states[event.to_state] ?? event.to_state)}
            {event.reason && (
              <Text span c="dimmed">
                {" · "}
                {why(event.reason)}
              </Text>
            )}
          </Text>
        </li>
      ))}
    </ol>
  );
}

function useReason(): (reason: string) => string {
  const answers: Record<string, string> = useAnswers();
  const asked = useRefundReasons();
  const said = useProviderReasons();
  return (reason) => {
    const known = [answers[reason], asked(reason), said(reason)].find((word) => word !== undefined && word !== reason);
    return known ?? reason;
  };
}

/** The postings: from where to where, to the kopeck. */
export function Ledger({ lines }: { lines: PaymentFile["ledger"] }) {
  const { t } = useLingui();
  const word = useLedgerWords();
  if (lines.length === 0) {
    return (
      <Text c="dimmed">
        <Trans>Денег по этому платежу ещё не было.</Trans>
      </Text>
    );
  }
  const postings = [...new Set(lines.map((line) => line.posting_id))].map((id) => lines.filter((line) => line.posting_id === id));
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={t`Проводки`}>
      <table className={classes.ledger}>
        <thead>
          <tr>
            <th scope="col"><Trans>Когда</Trans></th>
            <th scope="col"><Trans>Что</Trans></th>
            <th scope="col"><Trans>Счёт</Trans></th>
            <th scope="col"><Trans>Сумма</Trans></th>
          </tr>
        </thead>
        {postings.map((posting) => (
          <tbody key={posting[0]?.posting_id}>
            {posting.map((line, place) => (
              <tr key={`${line.account}${place}`}>
                <td>{place === 0 && <Moment at={line.at} />}</td>
                <td>{place === 0 && word(line.kind)}</td>
                <td>{word(line.account)}</td>
                <td>
                  <Money kopecks={line.amount_kopecks} />
                </td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

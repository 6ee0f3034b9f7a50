import { Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { CancellationRule } from "~/i18n/cancellation-rule";
import { ShieldIcon } from "~/ui/icons";
import { ButtonLink } from "~/ui/links";
import { Money } from "~/ui/money";
import { clock, sameClock, shortDay } from "~/ui/time";
import { useZone } from "~/ui/zone";
import classes from "./booking-bar.module.css";

type BookingBarProps = {
  tutorId: string;
  subject: string;
  level: string;
  offerName: string;
  minutes: number;
  price: number;
  startsAt: string | undefined;
  preset: string;
  tutorZone: string;
};

/** The choice so far and the one next step: beside the page on a wide screen, at the foot of a phone. */
export function BookingBar({ tutorId, subject, level, offerName, minutes, price, startsAt, preset, tutorZone }: BookingBarProps) {
  const { i18n } = useLingui();
  const { zone } = useZone();
  const at = startsAt === undefined ? null : new Date(startsAt);
  return (
    <aside className={classes.bar}>
      <div>
        <Text fz={{ base: 20, lg: 26 }} fw={650} lh={1.2}>
          <Money kopecks={price} />
        </Text>
        <Text size="sm" c="dimmed">
          <Trans>
            {offerName}, {minutes} минут
          </Trans>
        </Text>
        {at && (
          <Text size="sm" fw={550} className="numbers" role="status">
            {shortDay(at, zone, i18n.locale)}, {clock(at, zone, i18n.locale)}
            {!sameClock(zone, tutorZone, at) && <Trans>, у репетитора {clock(at, tutorZone, i18n.locale)}</Trans>}
          </Text>
        )}
      </div>
      {startsAt ? (
        <ButtonLink size="md" to="/checkout" search={{ tutor: tutorId, subject, level, starts_at: startsAt, minutes }}>
          <Trans>Записаться</Trans>
        </ButtonLink>
      ) : (
        <ButtonLink size="md" to="." hash="slots" search={true}>
          <Trans>Выбрать время</Trans>
        </ButtonLink>
      )}
      <div className={classes.promise}>
        <ShieldIcon />
        <Text size="sm" c="dimmed">
          <CancellationRule preset={preset} />
        </Text>
      </div>
    </aside>
  );
}

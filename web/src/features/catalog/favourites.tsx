import { Skeleton, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { TextLink } from "~/ui/links";
import { PersonAvatar } from "~/ui/person";
import { LoadError } from "~/ui/problem";
import { clock, shortDay } from "~/ui/time";
import { useZone } from "~/ui/zone";
import { FavouriteButton } from "./favourite-button";
import { type Favourite, favouritesQuery } from "./queries";
import classes from "./favourites.module.css";

/** The tutors one has marked, each with the next time that is free. */
export function Favourites({ most }: { most: number }) {
  const { data, error, refetch } = useQuery(favouritesQuery);
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={120} radius={12} />;
  if (data.items.length === 0) {
    const search = (
      <TextLink to="/tutors">
        <Trans>в поиске</Trans>
      </TextLink>
    );
    return (
      <Text c="dimmed">
        <Trans>Отметьте сердцем тех, кто понравился {search}, — здесь будет видно их ближайшее свободное время.</Trans>
      </Text>
    );
  }
  return (
    <div>
      {data.items.slice(0, most).map((tutor) => (
        <FavouriteRow key={tutor.tutor_id} tutor={tutor} />
      ))}
    </div>
  );
}

function FavouriteRow({ tutor }: { tutor: Favourite }) {
  const { i18n } = useLingui();
  const { zone } = useZone();
  const next = tutor.next_slot_at === null ? null : new Date(tutor.next_slot_at);
  return (
    <div className={classes.row}>
      <PersonAvatar name={tutor.full_name} photo={tutor.photo_url} size={44} />
      <div style={{ minWidth: 0 }}>
        <Link to="/tutors/$tutorId" params={{ tutorId: tutor.tutor_id }} className={classes.name}>
          {tutor.full_name}
        </Link>
        <Text size="sm" c={next ? "var(--good-text)" : "dimmed"} className="numbers">
          {next && `${shortDay(next, zone, i18n.locale)}, ${clock(next, zone, i18n.locale)}`}
          {!next && (tutor.paused ? <Trans>Не берёт новых учеников</Trans> : <Trans>Нет свободного времени</Trans>)}
        </Text>
      </div>
      <FavouriteButton tutorId={tutor.tutor_id} name={tutor.full_name} />
    </div>
  );
}

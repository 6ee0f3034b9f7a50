import { ActionIcon } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { HeartIcon } from "~/ui/icons";
import { favouritesQuery, useMark } from "./queries";
import classes from "./favourites.module.css";

/** A heart that fills at once; the label says whose it is. */
export function FavouriteButton({ tutorId, name }: { tutorId: string; name: string }) {
  const { t } = useLingui();
  const { data } = useQuery(favouritesQuery);
  const mark = useMark(tutorId);
  const known = data?.items.some((item) => item.tutor_id === tutorId) ?? false;
  const marked = mark.isPending ? mark.variables : known;
  return (
    <ActionIcon variant="transparent" size={36} className={classes.heart} data-marked={marked} aria-pressed={marked} disabled={!data}
      aria-label={t`${name}: в избранном`} title={marked ? t`Убрать из избранного` : t`В избранное`} onClick={() => mark.mutate(!marked)}>
      <HeartIcon size={22} />
    </ActionIcon>
  );
}

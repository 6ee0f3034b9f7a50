import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { LoadError } from "~/ui/problem";
import { subjectsQuery } from "./queries";
import classes from "./subject-tiles.module.css";

/** All subjects, each a way into the results. */
export function SubjectTiles() {
  const { data, error, refetch } = useQuery(subjectsQuery);
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  return (
    <div className={classes.tiles}>
      {data
        ? data.items.map((item) => (
            <Link key={item.subject} to="/tutors" search={{ subject: item.subject }} className={classes.tile}>
              {item.name}
            </Link>
          ))
        : Array.from({ length: 16 }, (_, index) => <Skeleton key={index} height={46} width={110 + (index % 4) * 24} radius="xl" />)}
    </div>
  );
}

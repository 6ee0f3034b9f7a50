import { SimpleGrid, Skeleton, Text } from "@mantine/core";
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
    <SimpleGrid cols={{ base: 2, xs: 3, md: 4 }} spacing="sm">
      {data
        ? data.items.map((item) => (
            <Link key={item.subject} to="/tutors" search={{ subject: item.subject }} className={classes.tile}>
              <Text span fw={550}>
                {item.name}
              </Text>
              <Text span size="sm" c="dimmed" lineClamp={1}>
                {item.levels.slice(0, 3).map((level) => level.name).join(", ")}
              </Text>
            </Link>
          ))
        : Array.from({ length: 12 }, (_, index) => <Skeleton key={index} height={74} radius={14} />)}
    </SimpleGrid>
  );
}

import { Link, type LinkProps } from "@tanstack/react-router";
import classes from "./sub-navigation.module.css";

export type SubPage = { to: LinkProps["to"]; label: string };

/** The pages of one section of the site, as tabs that are links. */
export function SubNavigation({ label, pages }: { label: string; pages: SubPage[] }) {
  return (
    <nav className={classes.list} aria-label={label}>
      {pages.map(({ to, label: name }) => (
        <Link key={to} to={to} className={classes.link} activeOptions={{ exact: true }} activeProps={{ className: classes.active }}>
          {name}
        </Link>
      ))}
    </nav>
  );
}

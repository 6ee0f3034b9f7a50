import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense } from "react";
import {
  AlertIcon, CardIcon, ChartIcon, ChatIcon, CheckIcon, ClockIcon, HelpIcon, LinkIcon, ReturnIcon, ScalesIcon, SearchIcon, ShieldIcon, SlidersIcon, UserIcon,
} from "~/ui/icons";
import { usePageTitle } from "~/ui/page";
import { waitingQuery } from "./queries";
import { type SectionName, useSections } from "./sections";
import classes from "./desk.module.css";

const Sheet = lazy(() => import("~/ui/sheet").then((module) => ({ default: module.Sheet })));
const ICONS: Record<SectionName, typeof SearchIcon> = {
  overview: ChartIcon, tickets: ChatIcon, people: SearchIcon, verifications: UserIcon, reviews: CheckIcon, payments: CardIcon, refunds: ReturnIcon,
  reconciliation: ScalesIcon, help: HelpIcon, policy: SlidersIcon, integrations: LinkIcon, audit: ShieldIcon, jobs: AlertIcon,
};

/** The desk: what one may do on the left, on a phone behind a button. */
export function DeskFrame({ roles, children }: { roles: readonly string[]; children: ReactNode }) {
  const { t } = useLingui();
  const [opened, { open, close }] = useDisclosure();
  return (
    <div className={classes.desk}>
      <aside className={classes.aside}>
        <DeskLinks roles={roles} />
        <Text size="xs" c="dimmed" className={classes.hint}>
          <Trans>В списках: J и K — вниз и вверх, Enter — открыть.</Trans>
        </Text>
      </aside>
      <div className={classes.narrow}>
        <Button variant="default" onClick={open}>
          <Trans>Разделы</Trans>
        </Button>
        <Suspense>
          {opened && (
            <Sheet opened close={close} from="bottom" title={t`Рабочее место`}>
              <DeskLinks roles={roles} follow={close} />
            </Sheet>
          )}
        </Suspense>
      </div>
      <div>{children}</div>
    </div>
  );
}

function DeskLinks({ roles, follow }: { roles: readonly string[]; follow?: () => void }) {
  const { t } = useLingui();
  const sections = useSections(roles);
  return (
    <nav className={classes.list} aria-label={t`Разделы рабочего места`}>
      <Link to="/desk" className={classes.link} activeOptions={{ exact: true }} activeProps={{ className: classes.active }} onClick={follow}>
        <ClockIcon size={18} />
        <Trans>Что ждёт</Trans>
      </Link>
      {sections.map(({ name, to, label }) => {
        const Icon = ICONS[name];
        return (
          <Link key={to} to={to} className={classes.link} activeProps={{ className: classes.active }} onClick={follow}>
            <Icon size={18} />
            {label}
            <Waiting section={name} />
          </Link>
        );
      })}
    </nav>
  );
}

function Waiting({ section }: { section: SectionName }) {
  const { t } = useLingui();
  const { data } = useQuery(waitingQuery);
  const counts: Partial<Record<SectionName, number | null>> = {
    tickets: data?.tickets, reviews: data?.reviews, verifications: data?.verifications, refunds: data?.refunds, policy: data?.policy, jobs: data?.parked_jobs,
  };
  const count = counts[section] ?? 0;
  return count > 0 ? <span className={classes.count} aria-label={t`ждут: ${count}`}>{count}</span> : null;
}

type DeskPageProps = { title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode };

/** A screen of the desk: denser than those of customers. */
export function DeskPage({ title, lead, actions, children }: DeskPageProps) {
  usePageTitle(title);
  return (
    <>
      <Group justify="space-between" align="flex-end" mb="lg" gap="sm">
        <Stack gap={2}>
          <Title order={1} fz={{ base: 24, sm: 26 }}>
            {title}
          </Title>
          {lead && (
            <Text size="sm" c="dimmed">
              {lead}
            </Text>
          )}
        </Stack>
        {actions}
      </Group>
      {children}
    </>
  );
}

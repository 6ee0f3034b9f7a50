import "@mantine/charts/styles.css";
import "@mantine/core/styles/ColorSwatch.css";
import { BarChart, LineChart } from "@mantine/charts";
import { Stack, Text, Title } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { formatOf } from "~/ui/time";
import type { Point } from "./overview-queries";
import story from "./payment-story.module.css";
import classes from "./chart-card.module.css";

type Name = Exclude<keyof Point, "since">;
type ChartCardProps = {
  title: string;
  kind: "line" | "bar" | "stack";
  points: Point[];
  step: "hour" | "day";
  zone: string;
  series: { name: Name; label: string; color: string }[];
  format?: (value: number) => string;
};

/** A chart for the eye, and the same numbers as a table for whoever does not see it. */
export function ChartCard({ title, kind, points, step, zone, series, format = String }: ChartCardProps) {
  const { t, i18n } = useLingui();
  const when = formatOf(i18n.locale, step === "hour" ? { timeZone: zone, hour: "2-digit", minute: "2-digit" } : { timeZone: zone, day: "numeric", month: "short" });
  const data = points.map((point) => ({ ...point, when: when.format(new Date(point.since)) }));
  const empty = points.every((point) => series.every(({ name }) => point[name] === 0));
  const shared = {
    h: 240, data, dataKey: "when", series, valueFormatter: format, yAxisProps: { width: "auto" as const, allowDecimals: false },
    xAxisProps: { minTickGap: 24 }, tickLine: "none" as const, gridAxis: "x" as const,
  };
  // What is hidden from screen readers takes no focus.
  const unfocused = { accessibilityLayer: false };
  return (
    <Stack component="section" className="surface" p={{ base: "md", sm: "lg" }} gap="sm">
      <Title order={2} fz={17}>
        {title}
      </Title>
      {empty ? (
        <Text c="dimmed" className={classes.empty}>
          <Trans>За это время ничего не было.</Trans>
        </Text>
      ) : (
        <>
          <div aria-hidden="true">
            {kind === "line" ? (
              <LineChart {...shared} lineChartProps={unfocused} curveType="linear" withDots={points.length <= 31} />
            ) : (
              <BarChart {...shared} barChartProps={unfocused} type={kind === "stack" ? "stacked" : "default"} />
            )}
            <ul className={classes.legend}>
              {series.map(({ name, label, color }) => (
                <li key={name}>
                  <span className={classes.mark} style={{ background: `var(--mantine-color-${color.replace(".", "-")})` }} />
                  {label}
                </li>
              ))}
            </ul>
          </div>
          <details className={classes.details}>
            <summary>
              <Trans>Числами</Trans>
            </summary>
            <div className={`${story.scroll} ${classes.table}`} tabIndex={0} role="region" aria-label={title}>
              <table className={story.ledger}>
                <thead>
                  <tr>
                    <th scope="col">{step === "hour" ? t`Час` : t`День`}</th>
                    {series.map(({ name, label }) => (
                      <th key={name} scope="col">{label}</th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {data.map((point) => (
                    <tr key={point.since}>
                      <th scope="row">{point.when}</th>
                      {series.map(({ name }) => (
                        <td key={name} className="numbers">{format(point[name])}</td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </details>
        </>
      )}
    </Stack>
  );
}

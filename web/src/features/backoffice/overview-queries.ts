import { keepPreviousData } from "@tanstack/react-query";
import { type Answer, api } from "~/api/client";

export type Dashboard = Answer<"/api/v1/backoffice/dashboard">;
export type Point = Dashboard["points"][number];
export type Integration = Answer<"/api/v1/backoffice/integrations">["items"][number];
export type Period = "today" | "week" | "month" | "quarter";
export const PERIODS: readonly Period[] = ["today", "week", "month", "quarter"];

export function dashboardQuery(period: Period) {
  return api.queryOptions("get", "/api/v1/backoffice/dashboard", { params: { query: { period } } }, {
    refetchInterval: 60_000, placeholderData: keepPreviousData,
  });
}

export const integrationsQuery = api.queryOptions("get", "/api/v1/backoffice/integrations", {}, { refetchInterval: 15_000 });

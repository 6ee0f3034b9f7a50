import { useLingui } from "@lingui/react/macro";
import type { ArticleInList } from "./queries";

export type Topic = ArticleInList["topic"];
export const TOPICS: Topic[] = ["start", "booking", "lessons", "money", "family", "account", "tutors"];

export function useTopicWords(): Record<Topic, string> {
  const { t } = useLingui();
  return {
    start: t`Начало`, booking: t`Запись и отмена`, lessons: t`Занятия`, money: t`Деньги`, family: t`Дети`,
    account: t`Учётная запись`, tutors: t`Репетиторам`,
  };
}

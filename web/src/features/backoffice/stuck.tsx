import { useLingui } from "@lingui/react/macro";
import { TabPanels } from "~/ui/tab-panels";
import { LetterList } from "./letter-list";
import { MessageList } from "./message-list";
import { ParkedList } from "./parked-list";

export const STUCK_TABS = ["jobs", "letters", "messages"] as const;
export type StuckTab = (typeof STUCK_TABS)[number];

/** All that stopped and waits for a person. */
export function Stuck({ tab, show }: { tab: StuckTab; show: (tab: StuckTab) => void }) {
  const { t } = useLingui();
  return (
    <TabPanels shown={tab} show={show} tabs={[
      { name: "jobs", label: t`Задания`, panel: <ParkedList /> },
      { name: "letters", label: t`Письма`, panel: <LetterList /> },
      { name: "messages", label: t`Ответы брокера`, panel: <MessageList /> },
    ]} />
  );
}

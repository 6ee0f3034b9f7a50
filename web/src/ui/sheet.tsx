import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/Drawer.css";
import { Drawer } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";

type SheetProps = { opened: boolean; close: () => void; title: string; from: "bottom" | "right"; children: ReactNode };

/** What a phone has no room for beside the page: slides in over it. */
export function Sheet({ opened, close, title, from, children }: SheetProps) {
  const { t } = useLingui();
  return (
    <Drawer opened={opened} onClose={close} position={from} size={from === "bottom" ? "auto" : "xs"} title={title}
      closeButtonProps={{ "aria-label": t`Закрыть` }}>
      {children}
    </Drawer>
  );
}

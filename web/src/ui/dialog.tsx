import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/Modal.css";
import { Modal } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";

type DialogProps = { opened: boolean; close: () => void; title: string; children: ReactNode };

/** A question that has to be answered before going on. */
export function Dialog({ opened, close, title, children }: DialogProps) {
  const { t } = useLingui();
  return (
    <Modal opened={opened} onClose={close} title={title} centered closeButtonProps={{ "aria-label": t`Закрыть` }}>
      {children}
    </Modal>
  );
}

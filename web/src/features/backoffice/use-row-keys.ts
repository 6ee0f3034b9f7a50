import { useEffect, useRef } from "react";

/** j and k walk along the elements marked `data-row` inside, from anywhere on the page but a field; so do the arrows, inside. */
export function useRowKeys<Element extends HTMLElement>() {
  const list = useRef<Element>(null);
  useEffect(() => {
    const walk = (event: KeyboardEvent) => {
      const step = stepOf(event, list.current);
      if (step === 0) return;
      const rows = [...(list.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
      const here = rows.findIndex((row) => row === document.activeElement);
      const next = rows[here === -1 ? (step === 1 ? 0 : rows.length - 1) : here + step];
      if (!next) return;
      event.preventDefault();
      next.focus();
      next.scrollIntoView({ block: "nearest" });
    };
    document.addEventListener("keydown", walk);
    return () => document.removeEventListener("keydown", walk);
  }, []);
  return list;
}

function stepOf(event: KeyboardEvent, list: HTMLElement | null): -1 | 0 | 1 {
  const target = event.target as HTMLElement;
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return 0;
  if (document.querySelector("[role=dialog]")) return 0;
  const inside = list?.contains(target) ?? false;
  if (event.code === "KeyJ" || (inside && event.key === "ArrowDown")) return 1;
  if (event.code === "KeyK" || (inside && event.key === "ArrowUp")) return -1;
  return 0;
}

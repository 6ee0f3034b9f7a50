/** What stands in a line of an article. */
export type Piece = { kind: "text" | "strong"; text: string } | { kind: "link"; text: string; to: string };
export type Block = { kind: "heading"; pieces: Piece[] } | { kind: "paragraph"; pieces: Piece[] } | { kind: "list"; items: Piece[][] };

const INLINE = /\*\*([^*]+)\*\*|\[([^\]]+)\]\((\/[^)\s]*)\)/g;

/** Reads the text of an article: paragraphs, "## headings", "- lists", **bold** and links to our own pages. */
export function blocksOf(text: string): Block[] {
  return text.split(/\n{2,}/).map((part) => part.trim()).filter(Boolean).map(blockOf);
}

function blockOf(part: string): Block {
  if (part.startsWith("## ")) return { kind: "heading", pieces: piecesOf(part.slice(3)) };
  const lines = part.split("\n");
  if (lines.every((line) => line.startsWith("- "))) return { kind: "list", items: lines.map((line) => piecesOf(line.slice(2))) };
  return { kind: "paragraph", pieces: piecesOf(lines.join(" ")) };
}

function piecesOf(line: string): Piece[] {
  const pieces: Piece[] = [];
  let last = 0;
  for (const match of line.matchAll(INLINE)) {
    const [whole, strong, text, to] = match;
    if (match.index > last) pieces.push({ kind: "text", text: line.slice(last, match.index) });
    if (strong) pieces.push({ kind: "strong", text: strong });
    else if (text && to && !to.startsWith("//")) pieces.push({ kind: "link", text, to });
    else pieces.push({ kind: "text", text: whole });
    last = match.index + whole.length;
  }
  if (last < line.length) pieces.push({ kind: "text", text: line.slice(last) });
  return pieces;
}

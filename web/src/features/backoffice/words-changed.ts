export type Piece = { text: string; changed: boolean };

const LONGEST = 600;
/** Texts that share less than this part of their words are shown as two texts, not as a heap of scraps. */
const ALIKE = 0.4;

/** Both texts in pieces, word by word; a piece is changed when the other text does not have it in this place. */
export function wordsChanged(before: string, after: string): { before: Piece[]; after: Piece[] } {
  const one = split(before);
  const other = split(after);
  const unlike = { before: [{ text: before, changed: true }], after: [{ text: after, changed: true }] };
  if (one.length > LONGEST || other.length > LONGEST) return unlike;
  if (!alike(one.filter(isWord), other.filter(isWord))) return unlike;
  const common = lengths(one, other);
  const left: Piece[] = [];
  const right: Piece[] = [];
  let i = 0;
  let j = 0;
  while (i < one.length || j < other.length) {
    const [here, there] = [one[i], other[j]];
    if (here !== undefined && here === there) {
      push(left, here, false);
      push(right, here, false);
      i += 1;
      j += 1;
    } else if (there !== undefined && (here === undefined || at(common, i, j + 1) >= at(common, i + 1, j))) {
      push(right, there, true);
      j += 1;
    } else if (here !== undefined) {
      push(left, here, true);
      i += 1;
    }
  }
  return { before: left, after: right };
}

function split(text: string): string[] {
  return text.match(/\s+|[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? [];
}

function isWord(piece: string): boolean {
  return /[\p{L}\p{N}]/u.test(piece);
}

function alike(one: string[], other: string[]): boolean {
  return at(lengths(one, other), 0, 0) >= ALIKE * Math.max(one.length, other.length);
}

/** Length of the longest common subsequence of the ends that begin at i and j. */
function lengths(one: string[], other: string[]): number[][] {
  const table = Array.from({ length: one.length + 1 }, () => new Array<number>(other.length + 1).fill(0));
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      const best = one[i] === other[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1));
      (table[i] as number[])[j] = best;
    }
  }
  return table;
}

function at(table: number[][], i: number, j: number): number {
  return table[i]?.[j] ?? 0;
}

function push(pieces: Piece[], text: string, changed: boolean): void {
  const last = pieces.at(-1);
  if (last && last.changed === changed) last.text += text;
  else pieces.push({ text, changed });
}

/** A square window on a picture. `shift` is how far the picture has moved, in widths of the window. */
export type Size = { width: number; height: number };
export type Point = { x: number; y: number };
export type Placed = { zoom: number; shift: Point };

/** The picture at this zoom, no further than its edges allow. */
export function placed(size: Size, zoom: number, shift: Point): Placed {
  const side = Math.min(size.width, size.height) / zoom;
  const most = { x: (size.width / side - 1) / 2, y: (size.height / side - 1) / 2 };
  return { zoom, shift: { x: within(shift.x, most.x), y: within(shift.y, most.y) } };
}

export function moved(size: Size, { zoom, shift }: Placed, by: Point): Placed {
  return placed(size, zoom, { x: shift.x + by.x, y: shift.y + by.y });
}

/** Which part of the picture is in the window, in its own pixels. */
export function windowOf(size: Size, { zoom, shift }: Placed): Point & { side: number } {
  const side = Math.min(size.width, size.height) / zoom;
  return { x: (size.width - side) / 2 - shift.x * side, y: (size.height - side) / 2 - shift.y * side, side };
}

function within(value: number, most: number): number {
  return Math.min(most, Math.max(-most, value));
}

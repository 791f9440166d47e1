/** Writes text of a CSV into bytes without making strings on the way. */
export interface Pen {
  bytes: Buffer;
  position: number;
}

export function pen(size: number): Pen {
  return { bytes: Buffer.allocUnsafeSlow(size), position: 0 };
}

/** Makes room for `size` more bytes. */
export function reserve(pen: Pen, size: number): void {
  if (pen.position + size <= pen.bytes.length) return;
  const larger = Buffer.allocUnsafeSlow(Math.max(pen.bytes.length * 2, pen.position + size));
  pen.bytes.copy(larger, 0, 0, pen.position);
  pen.bytes = larger;
}

/** The longest amount, `-90000000.00`, and the delimiter before it. */
export const AMOUNT_ROOM = 20;

const PAIRS = Uint8Array.from({ length: 200 }, (_, place) =>
  place % 2 === 0 ? 48 + Math.floor(place / 20) : 48 + (Math.floor(place / 2) % 10),
);

/** Fen as yuan with two decimals: `12.30`. Room must have been reserved. */
export function writeYuan(pen: Pen, fen: number): void {
  const { bytes } = pen;
  let position = pen.position;
  if (fen === 0) {
    bytes[position] = 48;
    bytes[position + 1] = 46;
    bytes[position + 2] = 48;
    bytes[position + 3] = 48;
    pen.position = position + 4;
    return;
  }
  let rest = fen;
  if (rest < 0) {
    bytes[position++] = 45;
    rest = -rest;
  }
  const yuan = Math.floor(rest / 100);
  const pair = (rest - yuan * 100) * 2;
  position = writeWhole(bytes, position, yuan);
  bytes[position] = 46;
  bytes[position + 1] = PAIRS[pair] as number;
  bytes[position + 2] = PAIRS[pair + 1] as number;
  pen.position = position + 3;
}

/** Ten-thousandths as a ratio with four decimals: `0.8500`. Room must have been reserved. */
export function writeRatio(pen: Pen, tenThousandths: number): void {
  const { bytes } = pen;
  const whole = Math.floor(tenThousandths / 10_000);
  const rest = tenThousandths - whole * 10_000;
  const position = writeWhole(bytes, pen.position, whole);
  bytes[position] = 46;
  const high = Math.floor(rest / 100) * 2;
  const low = (rest % 100) * 2;
  bytes[position + 1] = PAIRS[high] as number;
  bytes[position + 2] = PAIRS[high + 1] as number;
  bytes[position + 3] = PAIRS[low] as number;
  bytes[position + 4] = PAIRS[low + 1] as number;
  pen.position = position + 5;
}

/** A whole number; returns the place behind it. */
function writeWhole(bytes: Buffer, at: number, number: number): number {
  let length = 1;
  for (let power = 10; power <= number; power *= 10) length++;
  const end = at + length;
  let position = end;
  let rest = number;
  while (rest >= 100) {
    const next = Math.floor(rest / 100);
    const pair = (rest - next * 100) * 2;
    position -= 2;
    bytes[position] = PAIRS[pair] as number;
    bytes[position + 1] = PAIRS[pair + 1] as number;
    rest = next;
  }
  if (rest >= 10) {
    bytes[position - 2] = PAIRS[rest * 2] as number;
    bytes[position - 1] = PAIRS[rest * 2 + 1] as number;
  } else bytes[position - 1] = 48 + rest;
  return end;
}

/** Bytes copied as they are. */
export function writeBytes(pen: Pen, from: Uint8Array): void {
  reserve(pen, from.length);
  pen.bytes.set(from, pen.position);
  pen.position += from.length;
}

/** A value as a cell: quoted where it holds a delimiter, a quote or a line break. */
export function cellText(text: string, delimiter: string): string {
  return text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

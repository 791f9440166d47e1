/** Writes text of a CSV into bytes without making strings on the way. */
export interface Pen {
  bytes: Buffer;
  position: number;
  /** Where more memory comes from. */
  readonly allocate: (size: number) => Buffer;
}

export function pen(size: number, allocate: Pen['allocate'] = Buffer.allocUnsafeSlow): Pen {
  return { bytes: allocate(size), position: 0, allocate };
}

/** Makes room for `size` more bytes. */
export function reserve(pen: Pen, size: number): void {
  if (pen.position + size <= pen.bytes.length) return;
  const larger = pen.allocate(Math.max(pen.bytes.length * 2, pen.position + size));
  pen.bytes.copy(larger, 0, 0, pen.position);
  pen.bytes = larger;
}

/** The longest amount, `-90000000.00`, and the delimiter before it. */
export const AMOUNT_ROOM = 20;

const PAIRS = Uint8Array.from({ length: 200 }, (_, place) =>
  place % 2 === 0 ? 48 + Math.floor(place / 20) : 48 + (Math.floor(place / 2) % 10),
);

/**
 * Fen as yuan with two decimals: `12.30`. Room must have been reserved.
 * @returns the place behind it
 */
export function yuanAt(bytes: Buffer, at: number, fen: number): number {
  if (fen === 0) {
    bytes[at] = 48;
    bytes[at + 1] = 46;
    bytes[at + 2] = 48;
    bytes[at + 3] = 48;
    return at + 4;
  }
  let position = at;
  let rest = fen;
  if (rest < 0) {
    bytes[position++] = 45;
    rest = -rest;
  }
  let yuan: number;
  let pair: number;
  // Whole-number division is three times as fast, and nearly every amount is small enough for it.
  const small = rest | 0;
  if (small === rest) {
    yuan = (small / 100) | 0;
    pair = (small - yuan * 100) * 2;
  } else {
    yuan = Math.floor(rest / 100);
    pair = (rest - yuan * 100) * 2;
  }
  position = wholeAt(bytes, position, yuan);
  bytes[position] = 46;
  bytes[position + 1] = PAIRS[pair] as number;
  bytes[position + 2] = PAIRS[pair + 1] as number;
  return position + 3;
}

/**
 * Ten-thousandths as a ratio with four decimals: `0.8500`. Room must have been reserved.
 * @returns the place behind it
 */
export function ratioAt(bytes: Buffer, at: number, tenThousandths: number): number {
  const whole = Math.floor(tenThousandths / 10_000);
  const rest = tenThousandths - whole * 10_000;
  const position = wholeAt(bytes, at, whole);
  bytes[position] = 46;
  const high = ((rest / 100) | 0) * 2;
  const low = (rest % 100) * 2;
  bytes[position + 1] = PAIRS[high] as number;
  bytes[position + 2] = PAIRS[high + 1] as number;
  bytes[position + 3] = PAIRS[low] as number;
  bytes[position + 4] = PAIRS[low + 1] as number;
  return position + 5;
}

/** A whole number below 2^31; returns the place behind it. */
function wholeAt(bytes: Buffer, at: number, number: number): number {
  let rest = number | 0;
  let length = 1;
  if (rest >= 10) length = rest >= 100 ? (rest >= 1000 ? lengthOf(rest) : 3) : 2;
  const end = at + length;
  let position = end;
  while (rest >= 100) {
    const next = (rest / 100) | 0;
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

function lengthOf(number: number): number {
  let length = 4;
  for (let power = 10_000; power <= number && length < 10; power *= 10) length++;
  return length;
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

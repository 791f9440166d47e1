import { describe, expect, it } from 'vitest';
// @ts-expect-error a script without types
import { headersOf, isSigned, rawResource, unsigned } from '../../scripts/executables/pe.mjs';

const PE = 0x80;
const OPTIONAL = PE + 24;
const DIRECTORIES = OPTIONAL + 112;
const SECTIONS = OPTIONAL + 240;
const RAW = 0x400;

/** The least that is a program for Windows: one section, with one resource of raw data called AB. */
function program({ machine = 0x8664, signature = 0 } = {}): Buffer {
  const bytes = Buffer.alloc(0x600 + signature);
  bytes.write('MZ');
  bytes.writeUInt32LE(PE, 0x3c);
  bytes.write('PE\0\0', PE, 'latin1');
  bytes.writeUInt16LE(machine, PE + 4);
  bytes.writeUInt16LE(1, PE + 6);
  bytes.writeUInt16LE(240, PE + 20);
  bytes.writeUInt16LE(0x20b, OPTIONAL);
  bytes.writeUInt32LE(0x1234, OPTIONAL + 64);
  bytes.writeUInt32LE(0x1000, DIRECTORIES + 16);
  if (signature > 0) bytes.writeUInt32LE(0x600, DIRECTORIES + 32);
  bytes.writeUInt32LE(signature, DIRECTORIES + 36);
  bytes.write('.rsrc', SECTIONS);
  for (const [at, value] of [0x200, 0x1000, 0x200, RAW].entries())
    bytes.writeUInt32LE(value, SECTIONS + 8 + at * 4);
  resource(bytes);
  return bytes;
}

/** Type 10, name AB, one language, five bytes. */
function resource(bytes: Buffer): void {
  folder(bytes, 0, { numbers: 1 }, 10, 0x80000020);
  folder(bytes, 0x20, { names: 1 }, 0x80000080, 0x80000040);
  folder(bytes, 0x40, { numbers: 1 }, 1033, 0x60);
  bytes.writeUInt32LE(0x1100, RAW + 0x60);
  bytes.writeUInt32LE(5, RAW + 0x64);
  bytes.writeUInt16LE(2, RAW + 0x80);
  bytes.write('AB', RAW + 0x82, 'utf16le');
  bytes.write('hello', RAW + 0x100);
}

function folder(
  bytes: Buffer,
  at: number,
  counts: { names?: number; numbers?: number },
  id: number,
  to: number,
) {
  bytes.writeUInt16LE(counts.names ?? 0, RAW + at + 12);
  bytes.writeUInt16LE(counts.numbers ?? 0, RAW + at + 14);
  bytes.writeUInt32LE(id, RAW + at + 16);
  bytes.writeUInt32LE(to, RAW + at + 20);
}

describe('a Windows program', () => {
  it('is known by its headers', () => {
    expect(headersOf(program()).sections).toEqual([
      { name: '.rsrc', address: 0x1000, size: 0x200, file: RAW },
    ]);
    expect(() => headersOf(program({ machine: 0x14c }))).toThrow('no machine x64');
    expect(() => headersOf(Buffer.alloc(0x600))).toThrow('no MZ at the beginning');
  });

  it('gives out the raw data of a name', () => {
    expect(rawResource(program(), 'AB').toString()).toBe('hello');
    expect(rawResource(program(), 'AC')).toBeUndefined();
  });

  it('loses its signature, the entry that points to it and the checksum', () => {
    const signed = program({ signature: 64 });
    expect(isSigned(signed)).toBe(true);
    const without = unsigned(signed);
    expect(isSigned(without)).toBe(false);
    expect(without.length).toBe(0x600);
    expect(without.readUInt32LE(headersOf(without).checksum)).toBe(0);
    expect(rawResource(without, 'AB').toString()).toBe('hello');
    expect(unsigned(without)).toBe(without);
  });

  it('is left alone where something follows the signature', () => {
    const strange = Buffer.concat([program({ signature: 64 }), Buffer.alloc(8)]);
    expect(() => unsigned(strange)).toThrow('not at the end');
  });
});

// Looks into executables that cannot be run here.
import { readFileSync } from 'node:fs';
import { headersOf, isSigned, rawResource } from './pe.mjs';
import { FUSE, RESOURCE } from './targets.mjs';

/** What Node's own preparation begins with. */
const MAGIC = 0x143da20;

/**
 * Facts about a Windows executable, each with whether it holds.
 * @param inside by name, the files that must be inside it byte for byte
 */
export function windowsFacts(file, inside) {
  const bytes = readFileSync(file);
  headersOf(bytes);
  const blob = rawResource(bytes, RESOURCE);
  const missing = Object.entries(inside).filter(([, source]) => !blob?.includes(readFileSync(source)));
  return [
    ['is a program for Windows x64 (MZ, PE, machine 0x8664)', true],
    ['carries no signature, which would be wrong', !isSigned(bytes)],
    [`has the resource ${RESOURCE}`, blob !== undefined],
    ['which Node takes for its own', blob?.readUInt32LE(0) === MAGIC],
    ['and is told to look for', bytes.includes(`${FUSE}:1`) && !bytes.includes(`${FUSE}:0`)],
    [
      `with ${Object.keys(inside).length} policies, cases and scripts inside`,
      missing.length === 0,
      names(missing),
    ],
  ];
}

function names(entries) {
  return entries.map(([name]) => name).join('\n');
}

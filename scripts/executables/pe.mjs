// What has to be known of a Windows program (PE32+): its signature, which is taken off, and the resources inside.
const MACHINE_X64 = 0x8664;
const PE32_PLUS = 0x20b;
/** Places in the table of directories that the header ends with. */
const RESOURCES = 2;
const CERTIFICATES = 4;
const RAW_DATA = 10;

/** The headers of a program; throws where it is none for Windows x64. */
export function headersOf(bytes) {
  const at = bytes.readUInt32LE(0x3c);
  const facts = {
    'MZ at the beginning': bytes.toString('latin1', 0, 2) === 'MZ',
    'PE where the header says': bytes.toString('latin1', at, at + 4) === 'PE\0\0',
    'machine x64': bytes.readUInt16LE(at + 4) === MACHINE_X64,
    'PE32+': bytes.readUInt16LE(at + 24) === PE32_PLUS,
  };
  for (const [fact, holds] of Object.entries(facts)) if (!holds) throw new Error(`no ${fact}`);
  const optional = at + 24;
  const sections = optional + bytes.readUInt16LE(at + 20);
  return {
    checksum: optional + 64,
    directory: (index) => optional + 112 + index * 8,
    sections: Array.from({ length: bytes.readUInt16LE(at + 6) }, (_, index) =>
      sectionAt(bytes, sections + index * 40),
    ),
  };
}

function sectionAt(bytes, at) {
  return {
    name: bytes.toString('latin1', at, at + 8).replace(/\0+$/, ''),
    address: bytes.readUInt32LE(at + 12),
    size: bytes.readUInt32LE(at + 16),
    file: bytes.readUInt32LE(at + 20),
  };
}

export function isSigned(bytes) {
  return bytes.readUInt32LE(headersOf(bytes).directory(CERTIFICATES)) !== 0;
}

/**
 * The program without the signature of those who published it, which would be wrong as soon as anything is put inside:
 * Windows then takes the program for one that was tampered with, and it cannot be signed anew.
 */
export function unsigned(bytes) {
  const headers = headersOf(bytes);
  const entry = headers.directory(CERTIFICATES);
  const at = bytes.readUInt32LE(entry);
  if (at === 0) return bytes;
  if (at + bytes.readUInt32LE(entry + 4) !== bytes.length) throw new Error('the signature is not at the end');
  const found = Buffer.from(bytes.subarray(0, at));
  found.fill(0, entry, entry + 8);
  // Only drivers need a checksum; 0 says that there is none.
  found.writeUInt32LE(0, headers.checksum);
  return found;
}

/** The resource of a name among the raw data; undefined where there is none. */
export function rawResource(bytes, name) {
  const headers = headersOf(bytes);
  const address = bytes.readUInt32LE(headers.directory(RESOURCES));
  const section = sectionOf(headers, address);
  const base = section.file + address - section.address;
  const type = entriesAt(bytes, base, base).find(({ id }) => id === RAW_DATA);
  const found = type && entriesAt(bytes, base, type.at).find((entry) => entry.name === name);
  const language = found && entriesAt(bytes, base, found.at)[0];
  if (!language) return undefined;
  const data = bytes.readUInt32LE(language.at);
  const inside = sectionOf(headers, data);
  const from = inside.file + data - inside.address;
  return bytes.subarray(from, from + bytes.readUInt32LE(language.at + 4));
}

function sectionOf({ sections }, address) {
  const found = sections.find(
    (section) => section.address <= address && address < section.address + section.size,
  );
  if (!found) throw new Error(`no section at ${address}`);
  return found;
}

/** What a folder of resources holds: names or numbers, and where each lies in the file. */
function entriesAt(bytes, base, folder) {
  const count = bytes.readUInt16LE(folder + 12) + bytes.readUInt16LE(folder + 14);
  return Array.from({ length: count }, (_, index) => {
    const at = folder + 16 + index * 8;
    const id = bytes.readUInt32LE(at);
    const where = base + (bytes.readUInt32LE(at + 4) & 0x7fffffff);
    return id >>> 31 === 1 ? { name: nameAt(bytes, base + (id & 0x7fffffff)), at: where } : { id, at: where };
  });
}

function nameAt(bytes, at) {
  return bytes.toString('utf16le', at + 2, at + 2 + bytes.readUInt16LE(at) * 2);
}

import { getRawAsset } from 'node:sea';
import { type Contents, Embedded } from './embedded.ts';

/** The list of all other assets; the runtime itself keeps none. */
const LIST = 'files.json';

function bytes(name: string): Buffer {
  return Buffer.from(getRawAsset(name) as ArrayBuffer);
}

const ASSETS: Contents = {
  names: () => JSON.parse(bytes(LIST).toString('utf8')) as string[],
  bytes,
};

/** The files inside the executable that runs. */
export const embedded = new Embedded(process.execPath, ASSETS);

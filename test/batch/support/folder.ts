import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder of its own for a test, taken away when the test is over. */
export class Folder {
  readonly path: string;

  constructor(path = mkdtempSync(join(tmpdir(), 'baoxiao-batch-'))) {
    this.path = path;
  }

  /** One that goes with the test that asks for it. */
  static ofTest(): Folder {
    const folder = new Folder();
    onTestFinished(() => folder.remove());
    return folder;
  }

  file(name: string): string {
    return join(this.path, name);
  }

  write(name: string, content: string | Uint8Array): string {
    const path = this.file(name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

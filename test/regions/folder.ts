import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of invented policies that pay half of a stay: one scheme for each code. */
export class PolicyFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'baoxiao-regions-'));

  /** @param places `371300` or `371300/resident` */
  constructor(...places: readonly string[]) {
    for (const place of places) {
      const [code = '', scheme = 'employee'] = place.split('/');
      const folder = join(this.path, `${code}-place`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `${scheme}.yaml`), policy(code, scheme));
    }
  }

  remove(): void {
    rmSync(this.path, { recursive: true });
  }
}

function policy(code: string, scheme: string): string {
  return `policy: ${code}/${scheme}
title: 虚构
checked: 2030-01-01
sources: { s: { title: 虚构, grade: official } }
versions:
  - from: 2000-01-01
    source: s
    lines:
      - { line: pooled_fund, care: inpatient, base: in_policy, rate: 50% }
`;
}

import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

type Manifest = Readonly<Record<string, unknown>> & { readonly man: readonly string[] };
type Checks = readonly (readonly [what: string, wrong: readonly string[]])[];

const { contentChecks } = (await import(pathToFileURL('scripts/pack-content.mjs').href)) as {
  contentChecks: (names: readonly string[], manifest: Manifest) => Checks;
};
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const PACKAGE = [
  'package.json',
  'LICENSE',
  'README.md',
  'README.zh-CN.md',
  'CHANGELOG.md',
  'bin/baoxiao.js',
  'dist/cli.js',
  'dist/index.js',
  'dist/check-4ZK2.js',
  'dist/THIRD_PARTY_LICENSES.txt',
  'dist/types/index.d.ts',
  'dist/types/report/estimate-data.d.ts',
  'policies/national.yaml',
  'policies/national.cases.yaml',
  'dist/policies/national.yaml.json',
  ...manifest.man.map((page) => page.slice(2)),
];

function wrongIn(names: readonly string[], changed: Manifest = manifest): string[] {
  return contentChecks(names, changed).flatMap(([, wrong]) => [...wrong]);
}

describe('what the package holds', () => {
  it('is right as it should be', () => {
    expect(wrongIn(PACKAGE)).toEqual([]);
  });

  it.each([
    'test/cli/start.test.ts',
    'dist/start.test.js',
    'bench/run.mjs',
    'dist/bench.js',
    'fixtures/claims/a.yaml',
    'policies/fixtures/a.yaml',
    'policies/371300-linyi/claims.csv',
    'src/index.ts',
    'scripts/build.mjs',
    'dist/cli.js.map',
    'dist/types/index.d.ts.map',
    'docs/LIBRARY.md',
    '.npmrc',
    'man/notes.txt',
  ])('may not be %s', (name) => {
    expect(wrongIn([...PACKAGE, name])).toContain(name);
  });

  it.each(['dist/types/index.d.ts', 'man/baoxiao.1', 'bin/baoxiao.js', 'LICENSE'])('must be %s', (name) => {
    expect(wrongIn(PACKAGE.filter((other) => other !== name))).toContain(name);
  });

  it('is what package.json points to, page by page and policy by policy', () => {
    expect(wrongIn(PACKAGE, { ...manifest, man: ['./man/baoxiao.1'] })).toContain('man/baoxiao-batch.1');
    expect(wrongIn(PACKAGE, { ...manifest, bin: { baoxiao: 'bin/other.js' } })).toEqual(['bin/other.js']);
    expect(wrongIn([...PACKAGE, 'policies/1-a/b.yaml'])).toEqual(['dist/policies/1-a/b.yaml.json']);
    expect(wrongIn([...PACKAGE, 'dist/policies/1-a/b.yaml.json'])).toEqual(['policies/1-a/b.yaml']);
  });
});

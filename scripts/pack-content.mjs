// What the published package holds, and nothing else. Used by audit-pack.mjs.

const REQUIRED = [
  'package.json',
  'bin/baoxiao.js',
  'dist/cli.js',
  'dist/index.js',
  'dist/types/index.d.ts',
  'dist/THIRD_PARTY_LICENSES.txt',
  'man/baoxiao.1',
  'policies/national.yaml',
  'policies/national.cases.yaml',
  'LICENSE',
  'README.md',
  'README.zh-CN.md',
  'CHANGELOG.md',
];

/** Everything that may be inside; a test, a bench, a fixture, a source map or a stray file is none of these. */
const ALLOWED = [
  /^(package\.json|LICENSE|README\.md|README\.zh-CN\.md|CHANGELOG\.md)$/,
  /^bin\/baoxiao\.js$/,
  /^dist\/[\w-]+\.js$/,
  /^dist\/THIRD_PARTY_LICENSES\.txt$/,
  /^dist\/types\/([\w-]+\/)*[\w-]+\.d\.ts$/,
  /^dist\/policies\/([\w-]+\/)?[\w-]+\.yaml\.json$/,
  /^policies\/([\w-]+\/)?[\w-]+(\.cases)?\.yaml$/,
  /^man\/baoxiao[\w-]*\.1$/,
];
const FOR_DEVELOPMENT = /(^|[/.-])(tests?|bench|fixtures?|mocks?|spec)([/.-]|$)/i;

/**
 * The checks of what is inside, each with what went wrong.
 * @param names paths in the package
 * @param manifest its package.json
 */
export function contentChecks(names, manifest) {
  const has = new Set(names);
  const missing = (wanted) => wanted.filter((name) => !has.has(name));
  const pages = manifest.man.map(plain);
  const policies = names.filter((name) => /^policies\/.*\.yaml$/.test(name) && !name.endsWith('.cases.yaml'));
  const compiled = names.filter((name) => name.startsWith('dist/policies/'));
  return [
    ['contains what it needs', missing(REQUIRED)],
    [
      'contains nothing that belongs to development only, and nothing unforeseen',
      names.filter((name) => FOR_DEVELOPMENT.test(name) || !ALLOWED.some((allowed) => allowed.test(name))),
    ],
    ['contains what package.json points to', missing(targets(manifest))],
    [
      'lists every man page that it contains',
      names.filter((name) => name.startsWith('man/') && !pages.includes(name)),
    ],
    [
      'has the compiled copy of every policy, and the policy of every copy',
      [
        ...missing(policies.map((name) => `dist/${name}.json`)),
        ...missing(compiled.map((name) => name.slice('dist/'.length, -'.json'.length))),
      ],
    ],
  ];
}

/** Files that package.json names: commands, entry points, types, man pages. */
function targets({ bin, exports: entries, man }) {
  const leaves = (value) => (typeof value === 'string' ? [value] : Object.values(value).flatMap(leaves));
  return [bin, entries, man].flatMap(leaves).map(plain);
}

function plain(name) {
  return name.replace(/^\.\//, '');
}

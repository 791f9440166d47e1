// Packs the package as it would be published, looks at what is inside, installs it in an empty
// folder and uses it there as a stranger would. Run: npm run pack:audit
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { contentChecks } from './pack-content.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const windows = process.platform === 'win32';

const problems = [];
let checks = 0;

function check(ok, what, detail) {
  checks += 1;
  if (ok) {
    console.log(`  ok      ${what}`);
    return;
  }
  problems.push(what);
  console.log(`  FAILED  ${what}`);
  if (detail) console.log(detail.trimEnd().replace(/^/gm, '          '));
}

// A command started here must not inherit what `npm run` says about this repository.
const env = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) =>
      !/^npm_(package_|lifecycle_|command$|config_local_prefix$)/i.test(name) && name !== 'INIT_CWD',
  ),
);

function run(command, args, cwd) {
  const done = spawnSync(command, args, {
    cwd,
    env,
    encoding: 'utf8',
    shell: windows && /^np[mx]$/.test(command),
  });
  const output = `${done.error ? `${done.error.message}\n` : ''}${done.stdout ?? ''}${done.stderr ?? ''}`;
  return { ok: done.status === 0, status: done.status, stdout: done.stdout ?? '', output };
}

/** Names and sizes of the files in a .tgz, without the leading "package/". */
function listTarball(file) {
  const tar = gunzipSync(readFileSync(file));
  const text = (from, length) => tar.toString('utf8', from, from + length).replace(/\0.*$/s, '');
  const files = [];
  let longName;
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0; ) {
    const size = Number.parseInt(text(at + 124, 12).trim() || '0', 8);
    const type = text(at + 156, 1);
    if (type === 'x') {
      longName = /\d+ path=([^\n]*)\n/.exec(tar.toString('utf8', at + 512, at + 512 + size))?.[1];
    } else {
      const prefix = text(at + 345, 155);
      const name = longName ?? (prefix ? `${prefix}/${text(at, 100)}` : text(at, 100));
      longName = undefined;
      if (type === '0' || type === '') files.push({ name: name.replace(/^[^/]*\//, ''), size });
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function folderSize(folder) {
  return filesBelow(folder).reduce((bytes, file) => bytes + statSync(file).size, 0);
}

const kib = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`;

function audit(temp) {
  console.log('packing');
  const built = run(process.execPath, [path.join(root, 'scripts/build.mjs')], root);
  check(built.ok, 'the build succeeds', built.output);
  if (!built.ok) return;
  const packed = run('npm', ['pack', '--ignore-scripts', '--pack-destination', temp], root);
  const tarballName = readdirSync(temp).find((name) => name.endsWith('.tgz'));
  check(packed.ok && tarballName !== undefined, 'npm pack writes a tarball', packed.output);
  if (tarballName === undefined) return;
  const tarball = path.join(temp, tarballName);
  const files = listTarball(tarball);

  console.log('content');
  const names = files.map(({ name }) => name);
  for (const [what, wrong] of contentChecks(names, manifest))
    check(wrong.length === 0, what, `see "files" in package.json, and the build:\n${wrong.join('\n')}`);

  console.log('installing into an empty folder');
  const home = path.join(temp, 'home');
  mkdirSync(home);
  const init = run('npm', ['init', '-y'], home);
  check(init.ok, 'npm init -y', init.output);
  const install = run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', tarball], home);
  check(install.ok, `npm install ${tarballName}`, install.output);
  if (!install.ok) return;

  console.log('using it there');
  const version = run('npx', ['--no-install', 'baoxiao', '--version'], home);
  check(
    version.ok && version.stdout.includes(manifest.version),
    `baoxiao --version prints ${manifest.version}`,
    version.output,
  );

  const line =
    'estimate --region 371300 --insurance employee --care inpatient --level 3 --date 2025-05-01 --total 120600 --format json';
  const estimate = run('npx', ['--no-install', 'baoxiao', ...line.split(' ')], home);
  check(estimate.ok, `baoxiao ${line} exits 0`, `exit code ${estimate.status}\n${estimate.output}`);
  let paid;
  try {
    paid = JSON.parse(estimate.stdout).settlement?.hifp_pay;
  } catch (error) {
    paid = `not JSON: ${error.message}`;
  }
  check(paid === '101500.00', 'its settlement.hifp_pay is "101500.00"', `it is ${JSON.stringify(paid)}`);

  // Threads, the table of GBK and the workbooks come from files and packages that only a batch loads.
  const claims =
    'region,insurance,care,date,dedc_hosp_lv,medfee_sumamt\n371300,employee,inpatient,2025-05-01,3,120600\n';
  writeFileSync(path.join(home, 'claims.csv'), claims);
  for (const words of [
    'claims.csv -o scored.csv --workers 2',
    'claims.csv -o scored.xlsx',
    'claims.csv -o gbk.csv --output-encoding gbk',
  ]) {
    const batch = run('npx', ['--no-install', 'baoxiao', 'batch', ...words.split(' ')], home);
    check(batch.ok, `baoxiao batch ${words} exits 0`, `exit code ${batch.status}\n${batch.output}`);
  }
  const shipped = 'node_modules/baoxiao/policies';
  const diff = `diff ${shipped} ${shipped} --claims claims.csv --workers 2`;
  const same = run('npx', ['--no-install', 'baoxiao', ...diff.split(' ')], home);
  check(same.ok, `baoxiao ${diff} exits 0`, `exit code ${same.status}\n${same.output}`);
  // The cases are shipped with the policies: an installed program proves its own figures.
  for (const words of ['check --coverage-min 100', 'policy lint', 'policy curve --all']) {
    const found = run('npx', ['--no-install', 'baoxiao', ...words.split(' ')], home);
    check(found.ok, `baoxiao ${words} exits 0`, `exit code ${found.status}\n${found.output}`);
  }
  const scored = existsSync(path.join(home, 'scored.csv'))
    ? readFileSync(path.join(home, 'scored.csv'), 'utf8')
    : '';
  check(scored.includes(',101500.00,'), 'its result has the pooled fund of 101500.00', scored);

  const pages = readdirSync(path.join(home, 'node_modules', 'baoxiao', 'man'));
  check(pages.length === manifest.man.length, 'its man pages are installed', pages.join('\n'));
  const completion = run('npx', ['--no-install', 'baoxiao', 'completion', 'bash'], home);
  check(
    completion.stdout.includes('371300/employee'),
    'baoxiao completion bash knows the policies',
    completion.output,
  );
  const telling = filesBelow(path.join(home, 'node_modules', 'baoxiao')).filter((file) =>
    readFileSync(file, 'utf8').includes(root),
  );
  check(telling.length === 0, 'no file tells where it was built', telling.join('\n'));

  // Compiled against the installed types, run against the installed code.
  const examples = run(process.execPath, [path.join(root, 'scripts/library-examples.mjs'), home], root);
  check(examples.ok, 'the examples of docs/LIBRARY.md compile and print what it says', examples.output);

  // The second line must be an error: it would not be if the types were missing or "any".
  writeFileSync(
    path.join(home, 'consumer.mts'),
    "import { estimate } from 'baoxiao'; export const call: (...args: never[]) => unknown = estimate;\n// @ts-expect-error a function is not a number\nexport const wrong: number = estimate;\n",
  );
  const typescript = createRequire(import.meta.url).resolve('typescript/package.json');
  const tsc = path.join(path.dirname(typescript), JSON.parse(readFileSync(typescript, 'utf8')).bin.tsc);
  const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023'];
  const types = run(process.execPath, [tsc, ...flags, 'consumer.mts'], home);
  check(types.ok, 'the installed types are usable from TypeScript', types.output);

  console.log('sizes');
  const unpacked = files.reduce((sum, file) => sum + file.size, 0);
  console.log(`  tarball        ${kib(statSync(tarball).size)}`);
  console.log(`  unpacked       ${kib(unpacked)} in ${files.length} files`);
  console.log(`  with packages  ${kib(folderSize(path.join(home, 'node_modules')))}`);
  for (const file of [...files].sort((a, b) => b.size - a.size).slice(0, 5)) {
    console.log(`    ${kib(file.size).padStart(10)}  ${file.name}`);
  }
}

const temp = mkdtempSync(path.join(os.tmpdir(), 'baoxiao-pack-'));
try {
  audit(temp);
} finally {
  rmSync(temp, { recursive: true, force: true, maxRetries: 3 });
}
if (problems.length > 0) {
  console.error(`pack audit: ${problems.length} of ${checks} checks failed:`);
  for (const problem of problems) console.error(`  - ${problem}`);
  process.exitCode = 1;
} else {
  console.log(`pack audit: all ${checks} checks passed`);
}

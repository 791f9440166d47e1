import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { NEW_POLICY, POLICY, type Repository, repositories } from './support.ts';

const RECIPES = join(import.meta.dirname, '..', '..', 'docs', 'recipes');
const repository = repositories();

/** The figure of level 3 becomes another: the cases do not hold any more. */
const BREAK = `sed 's/3|provincial: 60%/3|provincial: 65%/' ${POLICY} > new && mv new ${POLICY}`;
const MEND = `git checkout HEAD -- ${POLICY}`;

function withPolicy(): Repository {
  const repo = repository();
  repo.ok(NEW_POLICY);
  return repo;
}

describe('the git hook', () => {
  const hooked = (): Repository => {
    const repo = withPolicy();
    repo.recipe('pre-commit', '.git/hooks/pre-commit');
    return repo;
  };
  const commit = (repo: Repository, env: Readonly<Record<string, string>> = {}) =>
    repo.sh('git commit --quiet --message x', env);

  test('lets a good commit through, the very first one as well', () => {
    const repo = hooked();
    repo.ok('git add .');
    const run = commit(repo);
    expect(run.stderr).not.toContain('error');
    expect(run.code).toBe(0);
    expect(repo.ok('git log --oneline').trim().split('\n')).toHaveLength(1);
  });

  test('stops a commit whose cases do not hold, and says where', () => {
    const repo = hooked();
    repo.ok(`git add . && git commit --quiet --message good && ${BREAK} && git add .`);
    const run = commit(repo);
    expect(run.code).not.toBe(0);
    expect(run.stdout + run.stderr).toContain('policies/150600-eerduosi/resident.cases.yaml:');
    expect(repo.ok('git log --oneline').trim().split('\n')).toHaveLength(1);
  });

  test('stops a policy that cannot be read', () => {
    const repo = hooked();
    repo.ok(`echo 'nonsense: true' >> ${POLICY} && git add .`);
    const run = commit(repo);
    expect(run.code).not.toBe(0);
    expect(run.stdout + run.stderr).toContain('UNKNOWN_KEY');
  });

  test('stops a cliff that has no reason, and not one that has', () => {
    const repo = hooked();
    const line = (gate: string): string => `cat >> ${POLICY} <<'END'
      - line: assistance
        care: inpatient
        gate: { on: total, below: 5000${gate} }
        base: burden
        rate: 50%
END
baoxiao check policies --update > update.txt || test $? -eq 1
git add policies`;
    repo.ok('git add . && git commit --quiet --message good');
    repo.ok(line(''));
    const run = commit(repo);
    expect(run.code).not.toBe(0);
    expect(run.stdout + run.stderr).toContain('cliff');
    repo.ok(`git checkout --quiet HEAD -- policies`);
    repo.ok(line(', cliff: { zh: 小额补助, en: aid for small bills }'));
    expect(commit(repo)).toMatchObject({ code: 0 });
  });

  test('looks at what is staged, not at the working tree', () => {
    const repo = hooked();
    repo.ok(`git add . && git commit --quiet --message good`);
    // Bad in the working tree only: nothing of it is committed.
    repo.ok(`echo '# a remark' >> ${POLICY} && git add . && ${BREAK}`);
    expect(commit(repo).code).toBe(0);
    // Bad in the index only: mending the working tree does not help.
    repo.ok(`git add . && git show HEAD:${POLICY} > ${POLICY}`);
    expect(commit(repo).code).not.toBe(0);
  });

  test('leaves other commits alone, and those that remove the policies', () => {
    const repo = hooked();
    repo.ok(`git add . && git commit --quiet --message good`);
    repo.command('baoxiao', 'echo "must not run" >&2; exit 9');
    repo.ok('echo x > notes.txt && git add notes.txt');
    expect(commit(repo)).toMatchObject({ code: 0, stderr: '' });
    repo.ok('git rm --quiet -r policies');
    expect(commit(repo)).toMatchObject({ code: 0, stderr: '' });
  });

  test('asks for as much coverage as it is told', () => {
    const repo = hooked();
    // Without its last case, the day before the first, every figure is still touched; without all but one it is not.
    repo.ok(
      `head -5 policies/150600-eerduosi/resident.cases.yaml > new && mv new policies/150600-eerduosi/resident.cases.yaml`,
    );
    repo.ok('git add .');
    expect(commit(repo).code).not.toBe(0);
    expect(commit(repo, { BAOXIAO_COVERAGE: '10' }).code).toBe(0);
  });
});

describe('the script for any CI', () => {
  const ready = (): Repository => {
    const repo = withPolicy();
    repo.recipe('check-policies.sh', 'check-policies.sh');
    repo.ok('git add . && git commit --quiet --message one && git tag v1');
    return repo;
  };

  test('passes, with nothing changed since the release', () => {
    const run = ready().sh('sh check-policies.sh');
    expect(run.stderr).toBe('');
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('$ baoxiao diff git:v1 policies');
  });

  test('fails on findings, after having run every step', () => {
    const repo = ready();
    repo.ok(BREAK);
    const run = repo.sh('sh check-policies.sh');
    expect(run.code).toBe(1);
    for (const step of ['policy lint', 'check', 'policy curve', 'diff'])
      expect(run.stdout).toContain(`$ baoxiao ${step}`);
    repo.ok(MEND);
    expect(repo.sh('sh check-policies.sh').code).toBe(0);
  });

  test('a change that its cases agree with is reported and no failure', () => {
    const repo = ready();
    repo.ok(`${BREAK} && baoxiao check policies --update`);
    const run = repo.sh('sh check-policies.sh');
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('65%');
  });

  test('what cannot be read is exit 2, and without a release nothing is compared', () => {
    const repo = ready();
    expect(repo.sh('sh check-policies.sh', { BAOXIAO_BASE: 'nowhere' }).code).toBe(2);
    repo.ok('git tag --delete v1');
    const run = repo.sh('sh check-policies.sh');
    expect(run.code).toBe(0);
    expect(run.stdout).not.toContain('baoxiao diff');
  });
});

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly { name?: string; run?: string }[] }>>;
}

describe('the workflow', () => {
  const { jobs } = parse(readFileSync(join(RECIPES, 'github-actions.yml'), 'utf8')) as Workflow;
  const steps = Object.values(jobs).flatMap((job) => job.steps.filter(({ run }) => run !== undefined));

  /** Runs the steps as the server does, one after another, up to the first that fails. */
  function runAll(repo: Repository): { failed: string | undefined; output: string } {
    let output = '';
    // The server would install it; here the command is on the PATH already.
    repo.command('npm', 'test "$*" = "install --global baoxiao"');
    for (const { name, run } of steps) {
      const { code, stdout, stderr } = repo.sh(run ?? '');
      output += stdout + stderr;
      if (code !== 0) return { failed: name ?? '', output };
    }
    return { failed: undefined, output };
  }

  const ready = (): Repository => {
    const repo = withPolicy();
    repo.ok('git add . && git commit --quiet --message one');
    return repo;
  };

  test('passes a good repository, before its first release and after', () => {
    const repo = ready();
    expect(runAll(repo)).toMatchObject({ failed: undefined });
    repo.ok('git tag v1');
    expect(runAll(repo)).toMatchObject({ failed: undefined });
    expect(readFileSync(repo.path('cases.xml'), 'utf8')).toContain('<testsuite');
    expect(readFileSync(repo.path('changes.html'), 'utf8')).toContain('<html');
  });

  test('fails at the cases where one does not hold, and marks its line', () => {
    const repo = ready();
    repo.ok(BREAK);
    const { failed, output } = runAll(repo);
    expect(failed).toBe('Cases, and the rules they touch');
    expect(output).toContain('::error file=policies/150600-eerduosi/resident.cases.yaml');
  });

  test('reports a change that its cases agree with', () => {
    const repo = ready();
    repo.ok(`git tag v1 && ${BREAK} && baoxiao check policies --update`);
    expect(runAll(repo)).toMatchObject({ failed: undefined });
    expect(readFileSync(repo.path('changes.html'), 'utf8')).toContain('65%');
  });
});

test('the stanza for the pre-commit tool runs the same commands as the hook', () => {
  const { repos } = parse(readFileSync(join(RECIPES, 'pre-commit-config.yml'), 'utf8')) as {
    repos: { hooks: { entry: string; files: string }[] }[];
  };
  const hooks = repos.flatMap((repo) => repo.hooks);
  const repo = withPolicy();
  for (const { entry, files } of hooks) {
    expect(repo.sh(entry), entry).toMatchObject({ code: 0 });
    expect(POLICY).toMatch(new RegExp(files));
  }
  repo.ok(BREAK);
  expect(hooks.map(({ entry }) => repo.sh(entry).code)).toContain(1);
});

test('every recipe is in the guide to them, and what the guide names is there', () => {
  const guide = readFileSync(join(RECIPES, '..', 'RECIPES.md'), 'utf8');
  const named = [...guide.matchAll(/\]\(recipes\/([^)]+)\)/g)].map((match) => match[1] ?? '');
  expect([...new Set(named)].sort()).toEqual([
    ...['check-policies.sh', 'github-actions.yml', 'pre-commit', 'pre-commit-config.yml'],
  ]);
  for (const name of named) expect(readFileSync(join(RECIPES, name), 'utf8')).not.toBe('');
});

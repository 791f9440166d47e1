// What the test needs that npm does not bring: Java, Python and Spark in a virtual environment.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';

/** The last 3.x: runs on Java 8, 11 and 17 and on Python 3.8 to 3.12. */
const SPARK = '3.5.9';
const PYTHONS = ['python3', 'python'];

/** Why the test cannot run here, or the programs that it runs with. */
export function findEnvironment(root) {
  if (process.platform !== 'linux') return { missing: `Linux (this is ${process.platform})` };
  const java = output('java', ['-version']);
  const version = Number(/version "(\d+)/.exec(java ?? '')?.[1]);
  if (![8, 11, 17].includes(version === 1 ? 8 : version))
    return { missing: `Java 8, 11 or 17 for Spark ${SPARK}` };
  const asked = 'import sys, pip, venv; assert (3, 8) <= sys.version_info < (3, 13)';
  const python = PYTHONS.find((name) => output(name, ['-c', asked]) !== undefined);
  if (python === undefined) return { missing: 'Python 3.8 to 3.12 with pip and venv' };
  return { java: version, python, venv: path.join(root, 'node_modules', '.cache', `spark-${SPARK}`) };
}

/** What a program prints, undefined where it is not there or fails. */
function output(program, args) {
  const done = spawnSync(program, args, { encoding: 'utf8' });
  return done.status === 0 ? `${done.stdout}${done.stderr}` : undefined;
}

/** Sets the virtual environment up where it is not yet whole. @returns the folder of Spark and the Python to run it with */
export function installSpark({ python, venv }) {
  const inside = path.join(venv, 'bin', 'python');
  const whole = path.join(venv, 'whole');
  if (!existsSync(whole)) {
    console.log(`installing pyspark ${SPARK} with pip into a virtual environment`);
    rmSync(venv, { recursive: true, force: true });
    mkdirSync(path.dirname(venv), { recursive: true });
    must(python, ['-m', 'venv', venv]);
    must(inside, ['-m', 'pip', 'install', '--quiet', `pyspark==${SPARK}`]);
    mkdirSync(whole);
  }
  const home = must(inside, ['-c', 'import os, pyspark; print(os.path.dirname(pyspark.__file__))']).trim();
  return { home, python: inside, version: SPARK };
}

/** Runs a program to its end; what it prints on stdout. */
export function must(program, args, options = {}) {
  const done = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  if (done.error) throw done.error;
  if (done.status !== 0) {
    const said = `${done.stdout ?? ''}${done.stderr ?? ''}`.trimEnd().split('\n').slice(-40).join('\n');
    throw new Error(
      `${path.basename(program)} ${args.join(' ')}\nended with ${done.status ?? done.signal}\n${said}`,
    );
  }
  return done.stdout;
}

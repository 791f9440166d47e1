import { win32 } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Embedded } from '../../src/executable/embedded.ts';

const FILES = new Map([
  ['package.json', '{}'],
  ['policies/national.yaml', 'id: national'],
  ['policies/371300-linyi/employee.yaml', 'id: 371300/employee'],
  ['policies/371300-linyi/employee.cases.yaml', '[]'],
]);
const CONTENTS = {
  names: () => [...FILES.keys()],
  bytes: (name: string) => Buffer.from(FILES.get(name) ?? ''),
};

describe('the files inside an executable', () => {
  const linux = new Embedded('/opt/tools/baoxiao', CONTENTS);

  it('have the paths that they would have if the executable were a folder', () => {
    expect(linux.nameOf('/opt/tools/baoxiao/policies/national.yaml')).toBe('policies/national.yaml');
    expect(linux.nameOf('/opt/tools/baoxiao/dist/../policies')).toBe('policies');
    expect(linux.nameOf(pathToFileURL('/opt/tools/baoxiao/package.json'))).toBe('package.json');
    expect(linux.bytes('package.json').toString()).toBe('{}');
  });

  it('leave every other path to the file system: beside it, itself, standard input, what is not inside', () => {
    for (const path of [
      '/opt/tools/policies/national.yaml',
      '/opt/tools/baoxiao',
      '/opt/tools/baoxiao-2/policies/national.yaml',
      '/opt/tools/baoxiao/policies/none.yaml',
      '/OPT/tools/baoxiao/policies/national.yaml',
      'policies/national.yaml',
      '-',
      0,
    ])
      expect(linux.nameOf(path)).toBeUndefined();
  });

  it('are listed as a folder would be, in order', () => {
    const entries = linux
      .entries('policies')
      .map((entry) => [entry.name, entry.isDirectory(), entry.isFile()]);
    expect(entries).toEqual([
      ['371300-linyi', true, false],
      ['national.yaml', false, true],
    ]);
    expect(linux.below('policies')).toEqual([
      '371300-linyi',
      '371300-linyi/employee.cases.yaml',
      '371300-linyi/employee.yaml',
      'national.yaml',
    ]);
    expect(linux.isFolder('policies/national.yaml')).toBe(false);
    expect(linux.isFile('policies')).toBe(false);
  });

  it('are found on Windows whatever the case of the path', () => {
    const windows = new Embedded('C:\\Tools\\baoxiao.exe', CONTENTS, win32);
    expect(windows.nameOf('c:\\tools\\BAOXIAO.EXE\\policies\\national.yaml')).toBe('policies/national.yaml');
    expect(windows.nameOf('C:\\Tools\\baoxiao.exe/policies/371300-linyi')).toBe('policies/371300-linyi');
    expect(windows.nameOf('D:\\Tools\\baoxiao.exe\\policies')).toBeUndefined();
    expect(windows.below('policies')).toContain('371300-linyi\\employee.yaml');
  });
});

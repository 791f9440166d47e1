import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { Folder } from '../batch/support/folder.ts';
import { ROOT } from '../batch/support/policies.ts';
import { baoxiao } from '../support/cli.ts';

const PAGE = `${ROOT}docs/DIFF.md`;
const BLOCK = /<!-- run: baoxiao (.+?) -->\n```text\n([\s\S]*?)```/g;

/** How many policies there are is not what the page is about: a further one must not make it wrong. */
const uncounted = (page: string): string =>
  page
    .replace(/^policies: \d+ on each side/gm, 'policies: … on each side')
    .replace(/^政策 各 \d+ 份/gm, '政策 各 … 份');

/** Write the blocks anew: BAOXIAO_WRITE_DOCS=1 npx vitest run test/difference/docs.test.ts */
it('docs/DIFF.md shows what the commands print today', () => {
  const folder = Folder.ofTest();
  for (const name of ['policies', 'fixtures'])
    cpSync(`${ROOT}${name}`, folder.file(name), { recursive: true });
  cpSync(folder.file('policies'), folder.file('draft'), { recursive: true });
  const linyi = 'draft/371300-linyi/employee.yaml';
  folder.write(linyi, readFileSync(folder.file(linyi), 'utf8').replace('3: 600', '3: 700'));
  const text = readFileSync(PAGE, 'utf8');
  const today = text.replace(BLOCK, (_, command: string) => {
    const { stdout } = baoxiao(command.split(' '), { cwd: folder.path });
    return `<!-- run: baoxiao ${command} -->\n\`\`\`text\n${stdout}\`\`\``;
  });
  if (process.env.BAOXIAO_WRITE_DOCS === '1') writeFileSync(PAGE, today);
  expect([...text.matchAll(BLOCK)]).toHaveLength(3);
  expect(uncounted(today)).toBe(uncounted(readFileSync(PAGE, 'utf8')));
});

#!/usr/bin/env node
import { existsSync } from 'node:fs';

const cli = new URL('../dist/cli.js', import.meta.url);

if (existsSync(cli)) {
  const { main } = await import(cli.href);
  process.exitCode = await main(process.argv.slice(2));
} else {
  process.stderr.write(
    [
      'baoxiao: 尚未构建(缺少 dist/cli.js)。请在项目目录运行 npm ci,它会安装依赖并完成构建。',
      'baoxiao: not built yet (dist/cli.js is missing). Run npm ci in the project folder; it installs and builds.',
      '',
    ].join('\n'),
  );
  process.exitCode = 2;
}

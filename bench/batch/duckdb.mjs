// The same claims settled by DuckDB: node duckdb.mjs IN.csv OUT.csv
// Runs settle.sql on two threads in a process of its own and prints rows, seconds from its start and peak memory.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

const [input, output] = process.argv.slice(2);
if (input === undefined || output === undefined) {
  console.error('usage: node duckdb.mjs IN.csv OUT.csv');
  process.exit(2);
}

// Beside the output, where there is room: what does not fit into memory goes there.
const spill = mkdtempSync(path.join(path.dirname(output), '.duckdb-'));
process.on('exit', () => rmSync(spill, { recursive: true, force: true }));
const instance = await DuckDBInstance.create(':memory:', { threads: '2', temp_directory: spill });
const connection = await instance.connect();
const quoted = (text) => `'${text.replaceAll("'", "''")}'`;
await connection.run(`SET VARIABLE input = ${quoted(input)}`);
await connection.run(`SET VARIABLE output = ${quoted(output)}`);

const statements = await connection.extractStatements(
  readFileSync(new URL('settle.sql', import.meta.url), 'utf8'),
);
let rows = 0;
for (let index = 0; index < statements.count; index++) {
  const result = await (await statements.prepare(index)).run();
  // The last one writes.
  rows = result.rowsChanged;
}
const seconds = Number((performance.now() / 1000).toFixed(2));
const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(JSON.stringify({ rows, seconds, peakMegabytes }));
connection.closeSync();
instance.closeSync();

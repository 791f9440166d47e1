// node --import ./spent.mjs SCRIPT: leaves what the process has spent, with all its threads, in the folder BAOXIAO_SPENT.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.env.BAOXIAO_SPENT !== undefined) {
  const file = path.join(process.env.BAOXIAO_SPENT, `${process.pid}-${Date.now()}.json`);
  process.on('exit', (code) => {
    const { userCPUTime, systemCPUTime } = process.resourceUsage();
    // Not maxRSS: a process that a JVM has started begins with the JVM's.
    const peak = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    const spent = {
      code,
      seconds: performance.now() / 1000,
      cpu: (userCPUTime + systemCPUTime) / 1e6,
      peakMegabytes: Math.round(Number(peak) / 1024),
    };
    writeFileSync(file, JSON.stringify(spent));
  });
}

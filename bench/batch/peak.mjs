// node --import ./peak.mjs SCRIPT: prints the peak memory of the whole process, all its threads included, when it ends.
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  process.on('exit', () => {
    const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
    process.stderr.write(`${JSON.stringify({ peakMegabytes })}\n`);
  });
}

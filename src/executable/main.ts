import { main } from '../cli/main.ts';

// What bin/baoxiao.js does, as one script without modules.
main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});

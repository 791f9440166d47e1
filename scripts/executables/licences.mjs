// The licences of everything inside an executable: the program, the packages that are bundled, Node and what Node is made of.
import { licencesOf, RULE } from '../bundling.mjs';
import { VERSION } from './targets.mjs';

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** A package that says MIT and brings no text: the text everybody knows, with the author whom it names. */
function withoutText({ name, version, license, author }) {
  if (license !== 'MIT')
    throw new Error(`${name}@${version} comes without a licence text and is not under MIT`);
  const who = typeof author === 'string' ? author : author?.name;
  return `Copyright (c) ${who ?? `the authors of ${name}`}\n\n${MIT}`;
}

/** The text beside the executables, which is inside them, too. */
export function thirdParty(root, metafile, nodeLicence) {
  const head = [
    'baoxiao is under the MIT licence (LICENSE). Its single executables contain, besides, the packages below and',
    `Node.js ${VERSION}, under the licences that follow.`,
    '',
  ].join('\n');
  const node = `Node.js ${VERSION} (MIT, and the licences of what it is made of)\n\n${nodeLicence.trim()}\n`;
  return [head, ...licencesOf(root, metafile, withoutText), node].join(RULE);
}

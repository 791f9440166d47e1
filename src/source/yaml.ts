import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLError } from 'yaml';
import { type Diagnostic, type Place, Problems } from '../diagnostics/diagnostic.ts';
import { fullWidthHint, SYNTAX_TEXTS } from './syntax.ts';
import type { MapEntry, Tree } from './tree.ts';

/** Files are written by hand; anything larger is a mistake or an attack. */
const MAX_BYTES = 1_000_000;
const MAX_DEPTH = 32;

type Problem = Omit<Diagnostic, 'severity'>;

/** What comes of bytes that are no UTF-8. */
const NOT_READ = '\uFFFD';

/** After these problems a tree says nothing about what was written. */
export const UNREADABLE: ReadonlySet<string> = new Set(['YAML_SYNTAX', 'FILE_TOO_LARGE', 'NOT_UTF8']);

/**
 * Reads YAML (or JSON, which is YAML) into a tree. Closed on purpose: aliases and tags, so that no file can grow or
 * change type while it is read; every scalar stays the text that was written.
 * @throws BaoxiaoError with all syntax problems and their places
 */
export function readYaml(text: string, file: string): Tree {
  const problems = new Problems();
  const tree = readYamlTree(text, file, problems);
  problems.throwIfFailed();
  return tree;
}

/**
 * The same, adding to a list of problems. The tree is still whole enough to be checked further unless the list then
 * holds one of `UNREADABLE`.
 */
export function readYamlTree(written: string, file: string, problems: Problems): Tree {
  // Windows editors begin a file with a byte order mark.
  const text = written.replace(/^\uFEFF/, '');
  const unreadable = tooLarge(text, file) ?? notUtf8(text, file);
  if (unreadable) {
    problems.error(unreadable);
    return { kind: 'scalar', text: '', empty: true, place: { file, line: 1, column: 1 } };
  }
  const lines = text.split(/\r?\n/);
  const counter = new LineCounter();
  const document = parseDocument(text, {
    schema: 'failsafe',
    lineCounter: counter,
    uniqueKeys: true,
    prettyErrors: false,
  });

  const placeAt = (offset: number): Place => {
    const { line, col } = counter.linePos(offset);
    const source = lines[line - 1] ?? '';
    return {
      file,
      line: Math.max(1, line),
      column: [...source.slice(0, Math.max(0, col - 1))].length + 1,
      source,
    };
  };
  const placeOf = (node: Node | null | undefined, fallback: Place): Place =>
    node?.range ? placeAt(node.range[0]) : fallback;

  // After the first mistake of syntax the reader is lost, and what it says of the rest would only mislead.
  const [broken] = document.errors.filter((error) => error.code !== 'DUPLICATE_KEY');
  const doubled = document.errors.filter((error) => error.code === 'DUPLICATE_KEY');
  for (const error of broken ? [broken] : [...doubled, ...document.warnings])
    problems.error(syntaxProblem(error, placeAt));

  const convert = (node: unknown, depth: number, outer: Place): Tree => {
    const place = placeOf(node as Node, outer);
    if (depth > MAX_DEPTH) {
      problems.error({
        code: 'NESTED_TOO_DEEP',
        message: { zh: `嵌套超过 ${MAX_DEPTH} 层`, en: `nested deeper than ${MAX_DEPTH} levels` },
        place,
      });
      return { kind: 'scalar', text: '', empty: true, place };
    }
    if (isAlias(node)) {
      problems.error({
        code: 'ALIAS_NOT_ALLOWED',
        message: { zh: '不支持 YAML 别名（*）', en: 'YAML aliases (*) are not supported' },
        hint: { zh: '请把内容直接写在这里', en: 'write the content out here' },
        place,
      });
      return { kind: 'scalar', text: '', empty: true, place };
    }
    if (isMap(node)) {
      const entries: MapEntry[] = node.items.map((pair) => {
        const keyPlace = placeOf(pair.key as Node, place);
        const key = isScalar(pair.key) ? String(pair.key.value ?? '') : '';
        return { key, keyPlace, value: convert(pair.value, depth + 1, keyPlace) };
      });
      return { kind: 'map', entries, place };
    }
    if (isSeq(node))
      return { kind: 'list', items: node.items.map((item) => convert(item, depth + 1, place)), place };
    if (!isScalar(node)) return { kind: 'scalar', text: '', empty: true, place };
    const text = String(node.value ?? '');
    const empty = node.type === 'PLAIN' && (text === '' || text === '~' || text === 'null');
    return { kind: 'scalar', text: empty ? '' : text, empty, place };
  };
  return convert(document.contents, 0, { file, line: 1, column: 1, source: lines[0] ?? '' });
}

function tooLarge(text: string, file: string): Problem | undefined {
  if (Buffer.byteLength(text) <= MAX_BYTES) return undefined;
  return {
    code: 'FILE_TOO_LARGE',
    message: { zh: `文件超过 ${MAX_BYTES} 字节`, en: `the file is larger than ${MAX_BYTES} bytes` },
    place: { file, line: 1, column: 1 },
  };
}

/** Text of another encoding is told, not guessed at: names would be shown mangled, and written back so. */
function notUtf8(text: string, file: string): Problem | undefined {
  const at = text.indexOf(NOT_READ);
  if (at < 0) return undefined;
  const before = text.slice(0, at).split(/\r?\n/);
  const last = before.at(-1) ?? '';
  return {
    code: 'NOT_UTF8',
    message: { zh: '文件不是 UTF-8 编码', en: 'the file is not UTF-8' },
    hint: {
      zh: '在编辑器里另存为 UTF-8（原来可能是 GBK 或 UTF-16）',
      en: 'save it as UTF-8 (it may be GBK or UTF-16 now)',
    },
    place: { file, line: before.length, column: [...last].length + 1 },
  };
}

function syntaxProblem(error: YAMLError, placeAt: (offset: number) => Place): Problem {
  const known = SYNTAX_TEXTS[error.code];
  const place = placeAt(error.pos[0]);
  const doubled = error.code === 'DUPLICATE_KEY';
  const hint = doubled ? undefined : fullWidthHint(place.source ?? '');
  return {
    code: doubled ? 'DUPLICATE_KEY' : 'YAML_SYNTAX',
    message: known ?? { zh: `YAML 语法错误（${error.code}）`, en: `YAML syntax: ${error.message}` },
    ...(hint && { hint }),
    place,
  };
}

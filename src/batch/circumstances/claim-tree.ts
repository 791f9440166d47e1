import { type MapEntry, type MapTree, scalar } from '../../source/tree.ts';

const PLACE = { file: '', line: 0, column: 0 };

/** Fields and texts as a tree for the one reader of claims. */
export function claimTree(texts: Iterable<readonly [string, string]>): MapTree {
  const entries = [...texts].map(
    ([key, text]): MapEntry => ({ key, keyPlace: PLACE, value: scalar(text, PLACE) }),
  );
  return { kind: 'map', entries, place: PLACE };
}

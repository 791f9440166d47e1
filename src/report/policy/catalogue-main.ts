/** What scripts/policies.mjs takes from the sources. */
export { openFolders } from '../../policy/shipped.ts';
export { catalogue } from './catalogue.ts';

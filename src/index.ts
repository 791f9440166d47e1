export { estimateDraft } from './engine/estimate.ts';

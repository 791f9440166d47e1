import { workerData } from 'node:worker_threads';
import { OwnLane } from './lane.ts';
import { serve } from './serve.ts';
import type { Setup } from './setup.ts';
import { sharedBuffer } from './shared.ts';

serve(() => new OwnLane(workerData as Setup, sharedBuffer));

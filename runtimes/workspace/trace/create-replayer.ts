import { Replayer } from '../../debug/replayer.ts';
import { launchProcess } from '../../process/launch.ts';
import type { Registry } from '../../registry.ts';
import { EXECUTOR_ENTRY, runtimeHosts } from '../run/executor-hosts.ts';

/** Its executors are processes of their own, started as they are needed. */
export const createReplayer = (registry: Registry): Replayer =>
  new Replayer({
    hosts: runtimeHosts(registry),
    launch: launchProcess,
    entry: EXECUTOR_ENTRY,
    now: () => performance.now(),
  });

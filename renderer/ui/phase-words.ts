/** What a run is doing, for people, by the phases that the service tells. */
export const PHASE_WORDS: Readonly<Record<string, string>> = {
  compile: 'compiling contracts',
  start: 'starting executors',
  deploy: 'deploying contracts',
  setup: 'running setup',
  plan: 'planning traffic',
  traffic: 'running traffic',
  simulate: 'simulating',
};

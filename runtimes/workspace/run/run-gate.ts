/** What holds a run, for whoever starts one: it is handed in with the options of the run. */
export { RunGate, type SchedulerStep } from '../../kernel/run-gate.ts';

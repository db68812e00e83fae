import type { DebugProtocol } from '@vscode/debugprotocol';
import type { ExceptionFilter } from '../breakpoints.ts';

export const EXCEPTION_FILTERS: readonly (DebugProtocol.ExceptionBreakpointsFilter & {
  readonly filter: ExceptionFilter;
})[] = [
  {
    filter: 'failure',
    label: 'A frame reverts or fails',
    description: 'Stops at the instruction at which a frame reverts, runs out of gas or traps',
    supportsCondition: true,
  },
  {
    filter: 'event',
    label: 'An event is emitted',
    description: 'Stops where a contract emits an event',
    supportsCondition: true,
  },
  {
    filter: 'crossing',
    label: 'A call enters another runtime',
    description: 'Stops where a contract is entered that another runtime executes',
    supportsCondition: true,
  },
];

export const CAPABILITIES: DebugProtocol.Capabilities = {
  supportsConfigurationDoneRequest: true,
  supportsFunctionBreakpoints: true,
  supportsConditionalBreakpoints: true,
  supportsHitConditionalBreakpoints: true,
  supportsLogPoints: true,
  supportsEvaluateForHovers: true,
  supportsStepBack: true,
  supportsRestartFrame: true,
  supportsGotoTargetsRequest: true,
  supportsRestartRequest: true,
  supportsExceptionInfoRequest: true,
  supportsExceptionFilterOptions: true,
  supportsDataBreakpoints: true,
  supportsInstructionBreakpoints: true,
  supportsSteppingGranularity: true,
  supportsDisassembleRequest: true,
  supportsReadMemoryRequest: true,
  supportsLoadedSourcesRequest: true,
  supportsDelayedStackTraceLoading: true,
  supportsTerminateRequest: true,
  supportsCancelRequest: true,
  exceptionBreakpointFilters: [...EXCEPTION_FILTERS],
};

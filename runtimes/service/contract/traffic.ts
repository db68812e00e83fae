/** Scenarios as forms. Texts are as somebody typed them, wrong ones included; empty: the file says nothing there. */
import { z } from 'zod';
import { abiField, abiFunction } from './abi.ts';
import { path } from './files.ts';

const list = <T extends z.ZodType>(of: T) => z.array(of).readonly();
const typed = z.string().max(100_000);

export const trafficPick = z.discriminatedUnion('kind', [
  /** An index or a name. */
  z.object({ kind: z.literal('account'), who: typed }),
  z.object({ kind: z.literal('random') }),
  /** Account i with weight 1 / (i + 1) ** skew. */
  z.object({ kind: z.literal('zipf'), skew: z.number() }),
]);
export type TrafficPick = z.infer<typeof trafficPick>;

/** An argument, an amount or a target: `workspace/traffic/traffic-form.ts` says what each means. */
export type TrafficValue =
  | { readonly kind: 'literal'; readonly text: string; readonly isText: boolean }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'account'; readonly pick: TrafficPick }
  | { readonly kind: 'int'; readonly lo: string; readonly hi: string }
  | { readonly kind: 'oneOf'; readonly options: readonly TrafficValue[] }
  | { readonly kind: 'bytes'; readonly length: string }
  | { readonly kind: 'list'; readonly items: readonly TrafficValue[] }
  | { readonly kind: 'record'; readonly fields: readonly { readonly name: string; readonly value: TrafficValue }[] }
  | { readonly kind: 'yaml'; readonly text: string };

export const trafficValue: z.ZodType<TrafficValue> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('literal'), text: typed, isText: z.boolean() }),
    z.object({ kind: z.literal('name'), name: typed }),
    z.object({ kind: z.literal('account'), pick: trafficPick }),
    z.object({ kind: z.literal('int'), lo: typed, hi: typed }),
    z.object({ kind: z.literal('oneOf'), options: list(trafficValue) }),
    z.object({ kind: z.literal('bytes'), length: typed }),
    z.object({ kind: z.literal('list'), items: list(trafficValue) }),
    z.object({ kind: z.literal('record'), fields: list(z.object({ name: typed, value: trafficValue })) }),
    z.object({ kind: z.literal('yaml'), text: typed }),
  ]),
);

/** A line of `setup` or `traffic`. */
export const trafficEntry = z.object({
  to: trafficValue,
  /** Empty: a transfer. */
  call: typed,
  args: list(trafficValue),
  value: trafficValue.nullable(),
  gas: typed,
  fee: trafficValue.nullable(),
  count: typed,
  from: trafficPick.nullable(),
});
export type TrafficEntry = z.infer<typeof trafficEntry>;

export const trafficContract = z.object({
  name: typed,
  /** Empty: it is found, not deployed. */
  source: typed,
  contract: typed,
  args: list(trafficValue),
});
export type TrafficContract = z.infer<typeof trafficContract>;

export const trafficForm = z.object({
  header: z.object({
    ...{ name: typed, seed: typed, lanes: typed, policy: typed },
    ...{ shuffle: typed, recordSteps: typed, blockSize: typed },
  }),
  accounts: z.object({ count: typed, balance: typed }),
  accountNames: list(typed),
  /** By runtime. */
  executors: z.record(z.string(), typed),
  lanes: z.record(z.string(), typed),
  contracts: list(trafficContract),
  precompiles: list(typed),
  setup: list(trafficEntry),
  traffic: list(trafficEntry),
  /** How many there are. */
  expectations: z.number(),
});
export type TrafficForm = z.infer<typeof trafficForm>;

/** `text`: of the file, saved or not. */
export const trafficText = z.object({ path, text: z.string() });

export const trafficFlaw = z.object({
  /** `seed`, `accounts.count`, `contracts.token.args.0`, `traffic.2.from`; null: the form does not show what is wrong. */
  field: z.string().nullable(),
  message: z.string(),
  line: z.number(),
  column: z.number(),
});
export type TrafficFlaw = z.infer<typeof trafficFlaw>;

/** Null: it is no YAML, as the flaws say. */
export const readTraffic = z.object({ form: trafficForm.nullable(), flaws: list(trafficFlaw) });

export const trafficFunction = abiFunction.omit({ outputs: true }).extend({
  /** Arguments that the seed draws anew for each call. */
  defaults: list(trafficValue),
});
export type TrafficFunction = z.infer<typeof trafficFunction>;

export const knownContract = z.object({
  name: z.string(),
  /** Empty: not known. */
  runtime: z.string(),
  /** Why nothing is known of it. */
  fault: z.string().nullable(),
  constructor: list(abiField),
  functions: list(trafficFunction),
});
export type KnownContract = z.infer<typeof knownContract>;

/** How often the same is meant. */
export const trafficHits = z.object({
  /** `senders`, or `token.transfer: to`. */
  of: z.string(),
  draws: z.number(),
  distinct: z.number(),
  /** The most frequent first. */
  top: list(z.object({ name: z.string(), count: z.number() })),
  /** How probable it is that two of the draws name the same, 0 to 1. */
  meeting: z.number(),
});
export type TrafficHits = z.infer<typeof trafficHits>;

export const trafficPreview = z.object({
  total: z.number(),
  /** How many of them this is counted from. */
  planned: z.number(),
  hits: list(trafficHits),
  /** In the order in which they are submitted. `value` in wei. */
  first: list(z.object({ from: z.string(), call: z.string(), args: z.string(), value: z.string() })),
});
export type TrafficPreview = z.infer<typeof trafficPreview>;

export const trafficExamination = z.object({
  contracts: list(knownContract),
  flaws: list(trafficFlaw),
  /** Null while something is wrong. */
  preview: trafficPreview.nullable(),
});
export type TrafficExamination = z.infer<typeof trafficExamination>;

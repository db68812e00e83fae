/** Every request and event of the service, with the shape of what goes in and what comes out: the one place. */
import { z } from 'zod';
import * as bindings from './bindings.ts';
import * as code from './code.ts';
import * as comparisons from './comparisons.ts';
import * as cures from './cures.ts';
import * as debug from './debug.ts';
import * as files from './files.ts';
import * as history from './history.ts';
import * as ledger from './ledger.ts';
import * as memory from './memory.ts';
import * as runs from './runs.ts';
import * as search from './search.ts';
import * as snapshots from './snapshots.ts';
import * as state from './state.ts';
import * as traffic from './traffic.ts';
import * as workspace from './workspace.ts';

const nothing = z.object({});
const { path } = files;
const list = <T extends z.ZodType>(of: T) => z.array(of).readonly();
const method = <P extends z.ZodType, R extends z.ZodType>(params: P, result: R) => ({ params, result });

export const METHODS = {
  'host.describe': method(nothing, workspace.hostInfo),
  /** An absolute path; a folder that does not exist yet is made where its parent is there. */
  'host.open': method(z.object({ path: z.string().max(4_000) }), workspace.workspaceInfo),
  /** Copies an example to a new folder and opens it. `path`: absolute; absent: a free name in the home of workspaces. */
  'host.create': method(
    z.object({ example: z.string(), path: z.string().max(4_000).optional() }),
    workspace.workspaceInfo,
  ),
  /** Makes a new folder from a template and opens it. `path` as above. */
  'host.createFromTemplate': method(
    z.object({ template: z.string(), language: z.string(), path: z.string().max(4_000).optional() }),
    workspace.workspaceInfo,
  ),
  /** The source of a template in a language, for a file that is still empty. */
  'host.templateText': method(z.object({ template: z.string(), language: z.string() }), z.object({ text: z.string() })),
  /** What windows remember of the user. */
  'host.recall': method(nothing, memory.memory),
  'host.remember': method(memory.remembering, nothing),

  /** What windows remember of the workspace. */
  'workspace.recall': method(nothing, memory.memory),
  'workspace.remember': method(memory.remembering, nothing),

  /** Whether what cannot be wholly checked may run: assemblies that were compiled elsewhere. Remembered outside of the workspace. */
  'workspace.trust': method(nothing, workspace.trust),
  'workspace.setTrust': method(workspace.trust, workspace.trust),

  'files.tree': method(nothing, files.tree),
  'files.read': method(z.object({ path }), files.textFile),
  /** `seen`: version that the text began from; absent: whatever is there is replaced. */
  'files.write': method(
    z.object({ path, text: z.string(), seen: z.string().optional() }),
    z.object({ version: z.string() }),
  ),
  'files.create': method(z.object({ path, kind: z.enum(['file', 'folder']) }), nothing),
  'files.move': method(z.object({ from: path, to: path }), nothing),
  'files.trash': method(z.object({ path }), z.object({ trashed: z.string() })),
  'files.restore': method(z.object({ trashed: z.string() }), z.object({ path })),

  /** In the files of the tree, as they are on the disk. `replacement`: each match says what would stand there. */
  'search.find': method(
    z.object({ query: search.searchQuery, replacement: z.string().max(10_000).optional() }),
    search.searchResult,
  ),
  /** Files that are not as they were searched are left alone. */
  'search.replace': method(search.replacing, search.replaced),
  /** Takes a replacing back, but for files that were changed since. */
  'search.undo': method(z.object({ backup: z.string() }), search.replaced),

  /** What is on the disk. A later request for the same file cancels this one. */
  'code.compile': method(z.object({ path }), code.compiled),
  'code.complete': method(code.question, code.completions),
  'code.hover': method(code.question, code.hover),
  'code.signatures': method(code.question, code.signatureHelp),
  'code.define': method(code.question, code.definitions),
  /** Its declaration included. */
  'code.references': method(code.question, code.places),
  /** The text laid out anew; null: nobody formats such files. An error says why it stays as it is. */
  'code.format': method(code.shownText, z.object({ text: z.string().nullable() })),
  'code.outline': method(code.shownText, code.outline),
  /** The text of a file of a package, by the name by which imports call it; null: there is none. */
  'code.library': method(z.object({ name: path }), z.object({ text: z.string().nullable() })),
  'code.toolchains': method(nothing, list(code.toolchain)),

  /** The interface of a contract for another language, written into the workspace. */
  'bindings.make': method(bindings.makingBinding, bindings.madeBinding),

  'ledger.describe': method(nothing, ledger.ledgerInfo),
  'ledger.blocks': method(z.object({ limit: z.number().int().min(1).max(1_000) }), list(ledger.block)),
  /** The newest first; `before`: go on with what is older. */
  'ledger.transactions': method(
    z.object({
      before: z.object({ block: z.number(), index: z.number() }).optional(),
      limit: z.number().int().min(1).max(1_000),
    }),
    list(ledger.transaction),
  ),
  /** `time`: as people write it (`ledger/next-time.ts`); empty: now. For the next block alone. */
  'ledger.setTime': method(z.object({ time: z.string().max(100) }), ledger.ledgerTime),
  'ledger.executors': method(nothing, list(ledger.executor)),
  'accounts.list': method(nothing, list(ledger.account)),
  'accounts.fund': method(z.object({ address: ledger.address, amount: ledger.amount }), nothing),
  /** Empty: the address loses its name. */
  'accounts.name': method(z.object({ address: ledger.address, name: z.string().max(64) }), nothing),
  'contracts.list': method(nothing, list(ledger.contract)),
  'contracts.deploy': method(
    ledger.deploying,
    z.object({ transaction: ledger.transaction, contract: ledger.contract.nullable() }),
  ),
  /** A contract that is there already is shown by the interface of a compiled one. */
  'contracts.adopt': method(z.object({ address: ledger.address, path, contract: z.string() }), ledger.contract),
  /** Compares what stands at the address with what the compiler makes of the contract's source now. */
  'contracts.verify': method(z.object({ address: ledger.address }), ledger.verdict),
  /** Runs against the state at head and leaves no trace. */
  'contracts.call': method(ledger.calling, ledger.callResult),
  'contracts.send': method(ledger.calling, ledger.transaction),
  'accounts.transfer': method(z.object({ ...ledger.sending, to: ledger.address }), ledger.transaction),

  /** A scenario as a form. */
  'traffic.read': method(traffic.trafficText, traffic.readTraffic),
  /** The text with what the form says; all else stays as it is. Nothing is saved. */
  'traffic.write': method(traffic.trafficText.extend({ form: traffic.trafficForm }), z.object({ text: z.string() })),
  /** Compiles its contracts, checks it, and plans its transactions without running them. */
  'traffic.examine': method(traffic.trafficText, traffic.trafficExamination),
  /** With the contracts of a source, deployed and called; `contract`: that one alone. An empty text becomes a scenario. */
  'traffic.add': method(
    traffic.trafficText.extend({ source: path, contract: z.string().max(200).optional() }),
    z.object({ text: z.string() }),
  ),

  /** Begins a run of a scenario of the workspace, on a ledger of its own; `run.progress` and `run.done` tell of it. */
  'run.start': method(runs.starting, runs.run),
  'run.cancel': method(z.object({ run: runs.runId }), nothing),
  /** The scheduler takes no further decision; what lanes have begun they finish, and their results wait. */
  'run.pause': method(z.object({ run: runs.runId }), runs.gate),
  'run.resume': method(z.object({ run: runs.runId }), runs.gate),
  /** Lets one decision of the scheduler pass; a run that goes on is paused after it. */
  'run.step': method(z.object({ run: runs.runId }), runs.gate),
  /** Ends it: what has been committed stays and can be verified. Before the traffic it is cancelled. */
  'run.stop': method(z.object({ run: runs.runId }), nothing),
  /** Ends an executor's process as a crash would. It is started anew; what it had is run again. */
  'run.killExecutor': method(z.object({ run: runs.runId, executor: z.string().max(200) }), nothing),
  /** A part of an executor's mempool, as it stands now. */
  'run.mempool': method(runs.poolQuestion, list(runs.poolEntry)),
  /** The newest first. */
  'run.list': method(nothing, list(runs.run)),
  /** What has come or changed since; ask again while there is more. */
  'run.schedule': method(runs.scheduleQuestion, runs.schedulePage),
  /** Why an incarnation came to what it came to. */
  'run.explain': method(z.object({ run: runs.runId, row: runs.count }), runs.explanation),
  /** The incarnations that read or wrote a cell (its key as the ledger has it), aborted ones too. */
  'run.uses': method(z.object({ run: runs.runId, key: z.string().max(1_000) }), runs.cellUses),
  /** Runs its blocks again, one transaction after the other, and compares. */
  'run.verify': method(z.object({ run: runs.runId }), runs.certificate),
  /** The schedule as Chrome trace-event JSON. */
  'run.trace': method(z.object({ run: runs.runId }), z.object({ name: z.string(), json: z.string() })),

  /** Begins to run a scenario in several ways, one after the other; `compare.progress` and `compare.changed` tell of it. */
  'compare.start': method(comparisons.startingComparison, comparisons.comparison),
  'compare.cancel': method(z.object({ comparison: runs.count }), nothing),
  'compare.newest': method(nothing, z.object({ comparison: comparisons.comparison.nullable() })),
  /** As `run.schedule`, of one of its runs. */
  'compare.schedule': method(comparisons.comparedSchedule, runs.schedulePage),
  /** Which transaction read what another one wrote. */
  'compare.dependencies': method(comparisons.runOfComparison, comparisons.dependencies),
  /** The schedule of one of its runs as Chrome trace-event JSON. */
  'compare.trace': method(comparisons.runOfComparison, z.object({ name: z.string(), json: z.string() })),
  /** All of it as JSON; `cli compare --json` gives the same. */
  'compare.report': method(z.object({ comparison: runs.count }), z.object({ name: z.string(), json: z.string() })),

  /** Runs a transaction once more, step by step; the debugger stands at its beginning until `configurationDone` is asked. */
  'debug.open': method(z.object({ target: debug.target }), debug.opened),
  /** A request of the Debug Adapter Protocol; its events come as `debug.event`. */
  'debug.ask': method(debug.asking, debug.answer),
  'debug.close': method(z.object({ session: z.number() }), nothing),

  /** Why a cell is hot, where its functions read and write it, and what can be tried. */
  'cure.advise': method(cures.cellOfRun, cures.advice),
  /** In a copy of the workspace; begins a comparison of it with the workspace as it is. */
  'cure.try': method(cures.tryingWhatIf, cures.triedWhatIf),
  /** What has been tried and may be kept. */
  'cure.tried': method(nothing, z.object({ change: cures.triedChange.nullable() })),
  /** Writes what was tried into the workspace, unless its files have changed since. */
  'cure.keep': method(nothing, z.object({ paths: list(z.string()) })),
  'cure.discard': method(nothing, nothing),

  'history.describe': method(nothing, history.standing),
  /** Of all branches, the newest first, parents after their children; `before`: go on with what is older. */
  'history.blocks': method(
    z.object({ before: history.blockId.optional(), limit: z.number().int().min(1).max(1_000) }),
    list(history.timelineBlock),
  ),
  /** Takes the current branch to a block. Nothing is lost: undo takes it back. */
  'history.revert': method(z.object({ block: history.blockId }), history.standing),
  /** The last change of a branch, or the last import. */
  'history.undo': method(nothing, history.standing),
  'history.redo': method(nothing, history.standing),
  /** `go`: blocks go there from now on. */
  'history.branch': method(
    z.object({ name: history.branchName, block: history.blockId, go: z.boolean() }),
    history.standing,
  ),
  'history.switch': method(z.object({ name: history.branchName }), history.standing),
  'history.drop': method(z.object({ name: history.branchName }), history.standing),

  /** States that can be looked at: the live ledger, and the runs that are kept, the newest first. */
  'state.sources': method(nothing, list(state.stateSource)),
  /** Blocks that led to where the state stands, the newest first. `before`: only older ones. */
  'state.blocks': method(
    z.object({ run: state.run, before: state.point.optional(), limit: z.number().int().min(1).max(1_000) }),
    list(state.statePoint),
  ),
  /** Contracts first, then who has a name, then all others. `after`: as `next` of the page before. */
  'state.accounts': method(
    z.object({ ...state.at, after: z.string().max(100).optional(), limit: z.number().int().min(1).max(1_000) }),
    state.accountPage,
  ),
  /** Of one account, in the order of the keys. `after`: as `next` of the page before. */
  'state.cells': method(
    z.object({
      ...state.at,
      account: state.account,
      after: state.cellKey.optional(),
      limit: z.number().int().min(1).max(2_000),
    }),
    state.cellPage,
  ),
  /** By an address, by a name (`token.balances[alice]`, `alice.@balance`, `balances[alice]` of any contract), by a key. */
  'state.find': method(z.object({ ...state.at, text: z.string().max(1_000) }), state.found),
  /** Who wrote a cell and when, the newest first. */
  'state.versions': method(
    z.object({
      ...state.at,
      key: state.cellKey,
      before: state.writePlace.optional(),
      limit: z.number().int().min(1).max(1_000),
    }),
    state.versionPage,
  ),
  /** What differs between two blocks, in the order of the keys. */
  'state.diff': method(
    z.object({
      run: state.run,
      before: state.point,
      after: state.point,
      from: state.cellKey.optional(),
      limit: z.number().int().min(1).max(2_000),
    }),
    state.stateChanges,
  ),
  /** What a transaction found and left in each cell that it touched. */
  'state.transaction': method(
    z.object({ run: state.run, block: state.point, index: z.number().int().min(0) }),
    state.touchedCells,
  ),

  /** Of the workspace's folder `snapshots`, the newest first. */
  'snapshots.list': method(nothing, list(snapshots.snapshotFile)),
  'snapshots.export': method(snapshots.exporting, snapshots.exported),
  /** Reads all of a file and checks it; nothing is changed. */
  'snapshots.inspect': method(z.object({ file: snapshots.fileRef }), snapshots.verdict),
  /** replace: in place of the live ledger, which undo brings back; fork: in a copy of the workspace beside it. */
  'snapshots.import': method(
    z.object({ file: snapshots.fileRef, how: z.enum(['replace', 'fork']) }),
    snapshots.imported,
  ),
  'snapshots.diff': method(
    z.object({
      before: snapshots.stateRef,
      after: snapshots.stateRef,
      limit: z.number().int().min(1).max(10_000),
    }),
    snapshots.diff,
  ),
  /** A file comes in pieces, one after the other. */
  'snapshots.upload': method(
    z.object({ name: z.string().min(1).max(1_000), size: z.number().int().min(1) }),
    z.object({ upload: z.string() }),
  ),
  'snapshots.piece': method(
    z.object({ upload: z.string().max(64), offset: z.number().int().min(0), data: snapshots.piece }),
    nothing,
  ),
  /** It is no longer needed. */
  'snapshots.discard': method(z.object({ upload: z.string().max(64) }), nothing),
  /** A piece of a file in `snapshots`; empty: it ends there. */
  'snapshots.read': method(
    z.object({ name: snapshots.fileName, offset: z.number().int().min(0) }),
    z.object({ data: snapshots.piece, size: z.number() }),
  ),
} as const;

export type Method = keyof typeof METHODS;
/** As a caller gives them. */
export type Params<M extends Method> = z.input<(typeof METHODS)[M]['params']>;
export type ResultOf<M extends Method> = z.output<(typeof METHODS)[M]['result']>;

/** Told to every window. */
export const EVENTS = {
  /** Another workspace is open, or none: everything is asked for anew. */
  'host.workspace': z.object({ workspace: workspace.workspaceInfo.nullable() }),
  'workspace.trust': workspace.trust,
  /** The folder was deleted, or is another one by now: its ledger's file went with it. */
  'workspace.gone': z.object({ path: z.string() }),
  /** A window has changed what others show as well: settings. */
  'memory.changed': z.object({ scope: z.enum(['user', 'workspace']), name: z.string(), text: z.string().nullable() }),
  'files.changed': z.object({ changes: list(files.treeChange) }),
  'code.compiled': code.compiled,
  /** What a compiler does before it can begin, if that takes long. */
  'code.preparing': code.preparing,
  /** A block was committed, by whichever window. */
  'ledger.block': z.object({ head: ledger.head, time: ledger.ledgerTime, transactions: list(ledger.transaction) }),
  /** Somebody said when the next block shall be. */
  'ledger.time': ledger.ledgerTime,
  /** At most thirty times a second. */
  'run.progress': runs.runProgress,
  'debug.event': debug.event,
  'run.done': runs.run,
  /** At most ten times a second. */
  'compare.progress': comparisons.comparisonProgress,
  /** A run of a comparison is done, or the comparison has ended. */
  'compare.changed': comparisons.comparison,
  /** The ledger stands elsewhere, or its branches have changed. `moved`: accounts, contracts and transactions are others. */
  'history.changed': z.object({ moved: z.boolean() }),
  'accounts.changed': nothing,
  'contracts.changed': nothing,
  'ledger.executors': list(ledger.executor),
} as const;

export type EventName = keyof typeof EVENTS;
export type EventData<E extends EventName> = z.output<(typeof EVENTS)[E]>;

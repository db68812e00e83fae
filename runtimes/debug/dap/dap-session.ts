/**
 * One debugger as a debug adapter (https://microsoft.github.io/debug-adapter-protocol/specification): messages in, messages out, whoever
 * carries them.
 */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { err, type Result } from '../../core/result.ts';
import type { Stop } from '../debugger.ts';
import { BreakpointRequests } from './breakpoint-requests.ts';
import { CAPABILITIES } from './capabilities.ts';
import { InspectRequests } from './inspect-requests.ts';
import { OverviewRequests } from './overview-requests.ts';
import { ARGUMENTS, isCommand, requestSchema, type ArgumentsOf, type Command, type DapRequest } from './requests.ts';
import { done, type Answer, type Opened, type Session } from './session.ts';
import { SourceTexts } from './source-texts.ts';
import { StepRequests } from './step-requests.ts';

export interface OpenContext {
  /** `percent`: 0 to 100, where it is known. */
  readonly onProgress: (message: string, percent?: number) => void;
  readonly signal: AbortSignal;
}

export interface DapOptions {
  readonly send: (message: DebugProtocol.ProtocolMessage) => void;
  /** What `launch` (or `attach`) asks for; the error is a sentence. */
  readonly open: (args: Readonly<Record<string, unknown>>, context: OpenContext) => Promise<Result<Opened, string>>;
  /** undefined: it cannot be read. */
  readonly readFile: (path: string) => Promise<string | undefined>;
}

export class DapSession {
  readonly #options: DapOptions;
  readonly #abort = new AbortController();
  /** What the client is told after the answer that it waits for. */
  readonly #after: (() => void)[] = [];
  #turn: Promise<void> = Promise.resolve();
  #seq = 1;
  #session: Session | undefined;
  #inspect: InspectRequests | undefined;
  #steps: StepRequests | undefined;
  #overview: OverviewRequests | undefined;
  readonly #breakpoints = new BreakpointRequests();
  #launching: Promise<Answer> | undefined;
  #stopOnEntry = true;
  #isConfigured = false;
  #hasStarted = false;
  #showsProgress = false;
  #lines = { linesStartAt1: true, columnsStartAt1: true };

  constructor(options: DapOptions) {
    this.#options = options;
  }

  /**
   * Whatever it is, it is answered, or told as output. One after the other, but for what opens a transaction and what ends that: it takes
   * its time, and its client may have more to say.
   */
  handle(message: unknown): Promise<void> {
    const request = requestSchema.safeParse(message);
    if (!request.success) {
      this.#event('output', {
        category: 'stderr',
        output: `No request of the debug adapter protocol: ${short(message)}\n`,
      });
      return Promise.resolve();
    }
    const run = (): Promise<void> => this.#handle(request.data);
    if (AT_ONCE.includes(request.data.command)) return run();
    return (this.#turn = this.#turn.then(run));
  }

  async #handle(request: DapRequest): Promise<void> {
    const { command } = request;
    const answer = await this.#answer(request);
    this.#respond(request, answer);
    for (const tell of this.#after.splice(0)) tell();
    if (command === 'initialize' && answer.ok) this.#event('initialized');
    if (command === 'restart' && answer.ok) this.#begin();
    if (command === 'launch' || command === 'attach' || command === 'configurationDone') this.#start();
  }

  /** Its transaction is let go. */
  close(): void {
    this.#abort.abort();
    this.#session = undefined;
  }

  async #answer({ command, arguments: args }: DapRequest): Promise<Answer> {
    if (!isCommand(command)) return err(`this debugger has no "${command}"`);
    const checked = ARGUMENTS[command].safeParse(args ?? (command === 'initialize' ? {} : args));
    if (!checked.success) {
      const [issue] = checked.error.issues;
      const where = issue?.path.join('.') || 'arguments';
      return err(`${command}: ${where}: ${issue?.message ?? 'they are wrong'}`);
    }
    try {
      return await this.#run(command, checked.data);
    } catch (error) {
      // One wrong answer is no reason to lose the session.
      return err(`${command}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  async #run(command: Command, args: unknown): Promise<Answer> {
    switch (command) {
      case 'initialize':
        return this.#initialize(args as ArgumentsOf<'initialize'>);
      case 'launch':
      case 'attach':
        if (this.#launching !== undefined) return err('a transaction is open already');
        return (this.#launching = this.#launch(args as ArgumentsOf<'launch'>).then((answer) => {
          // Whoever named the wrong one may name another.
          if (!answer.ok) this.#launching = undefined;
          return answer;
        }));
      case 'configurationDone':
        this.#isConfigured = true;
        return done();
      case 'cancel':
        if (this.#session === undefined) this.#abort.abort();
        return done();
      case 'disconnect':
      case 'terminate':
        this.close();
        if (command === 'terminate') this.#event('terminated');
        return done();
      case 'threads':
        return done({ threads: [{ id: 1, name: this.#session?.opened.title ?? 'transaction' }] });
      default:
    }
    // Breakpoints may be asked for while the transaction is being opened, or before.
    if (this.#launching !== undefined) await this.#launching;
    if (this.#breakpoints.takes(command)) return this.#breakpoints.answer(command, args, this.#session, this.#lines);
    if (this.#session === undefined) return err('no transaction is open: launch says which');
    return (
      (await this.#inspect?.answer(command, args)) ??
      this.#steps?.answer(command, args) ??
      this.#overview?.answer(command, args) ??
      err(`this debugger has no "${command}"`)
    );
  }

  #initialize({
    linesStartAt1 = true,
    columnsStartAt1 = true,
    supportsProgressReporting = false,
  }: ArgumentsOf<'initialize'>): Answer {
    this.#lines = { linesStartAt1, columnsStartAt1 };
    this.#showsProgress = supportsProgressReporting;
    return done(CAPABILITIES);
  }

  async #launch({ stopOnEntry = true, ...args }: ArgumentsOf<'launch'>): Promise<Answer> {
    this.#stopOnEntry = stopOnEntry;
    const progressId = 'open';
    if (this.#showsProgress)
      this.#event('progressStart', { progressId, title: 'Opening the transaction', cancellable: true });
    const opened = await this.#options.open(args, {
      signal: this.#abort.signal,
      onProgress: (message, percentage) => {
        if (this.#showsProgress)
          this.#event('progressUpdate', { progressId, message, ...(percentage !== undefined && { percentage }) });
      },
    });
    if (this.#showsProgress) this.#event('progressEnd', { progressId });
    if (!opened.ok) return opened;
    const { debugger: own, notes } = opened.value;
    const sources = new SourceTexts(own.timeline, this.#options.readFile);
    const session: Session = {
      opened: opened.value,
      debugger: own,
      sources,
      event: (event, body) => this.#event(event, body),
      stopped: (stop) => void this.#after.push(() => this.#stopped(stop)),
      terminated: () => void this.#after.push(() => this.#event('terminated')),
    };
    this.#session = session;
    this.#inspect = new InspectRequests(session, this.#lines);
    this.#steps = new StepRequests(session, this.#lines, (frameId) => this.#inspect?.callOf(frameId));
    this.#overview = new OverviewRequests(session);
    for (const note of notes) this.#event('output', { category: 'important', output: `${note}\n` });
    // Those that were set before are known now.
    this.#breakpoints.apply(session);
    return done();
  }

  /** Once the transaction is open and the client has said all that it wants. */
  #start(): void {
    if (this.#session === undefined || !this.#isConfigured || this.#hasStarted) return;
    this.#hasStarted = true;
    this.#begin();
  }

  #begin(): void {
    const own = this.#session?.debugger;
    if (own === undefined) return;
    own.jump(own.stepper.first);
    const log = (text: string): void => this.#event('output', { category: 'console', output: `${text}\n` });
    const isMet = own.breakpoints.some(({ rows }) => rows.includes(own.row));
    this.#stopped(this.#stopOnEntry || isMet ? own.stop : own.continue(1, log));
  }

  #stopped({ reason, breakpoints, text }: Stop): void {
    this.#inspect?.moved();
    const isException = reason === 'failure' || reason === 'event' || reason === 'crossing';
    this.#event('stopped', {
      reason: isException ? 'exception' : WORDS[reason],
      ...(isException && { description: EXCEPTIONS[reason] }),
      ...(reason === 'end' && { description: 'End of the transaction' }),
      ...(text && { text }),
      threadId: 1,
      allThreadsStopped: true,
      ...(breakpoints.length > 0 && { hitBreakpointIds: breakpoints }),
    });
  }

  #respond({ seq, command }: DapRequest, answer: Answer): void {
    const base = { seq: this.#seq++, type: 'response', request_seq: seq, command };
    const message = answer.ok
      ? { ...base, success: true, ...(answer.value && { body: answer.value }) }
      : {
          ...base,
          success: false,
          message: answer.error,
          body: { error: { id: 1, format: answer.error, showUser: true } },
        };
    this.#options.send(message);
  }

  #event(event: string, body?: object): void {
    const message: DebugProtocol.Event = { seq: this.#seq++, type: 'event', event, ...(body && { body }) };
    this.#options.send(message);
  }
}

const WORDS = {
  entry: 'entry',
  step: 'step',
  breakpoint: 'breakpoint',
  data: 'data breakpoint',
  function: 'function breakpoint',
  instruction: 'instruction breakpoint',
  goto: 'goto',
  end: 'end',
} as const;

const EXCEPTIONS = {
  failure: 'A frame fails',
  event: 'An event is emitted',
  crossing: 'Into another runtime',
} as const;

const AT_ONCE = ['launch', 'attach', 'cancel', 'disconnect', 'terminate'];

function short(message: unknown): string {
  try {
    return (JSON.stringify(message) ?? String(message)).slice(0, 200);
  } catch {
    // Nested deeper than the stack is: nobody's request either.
    return 'nested too deeply';
  }
}

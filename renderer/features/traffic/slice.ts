/**
 * A scenario as a form. The file's text is what counts, shown here and in the editor at once: what is changed in the form is written into the
 * text a moment later and saved as anything typed is; what is typed in the text is read into the form.
 */
import type { TrafficExamination, TrafficFlaw, TrafficForm } from '../../../runtimes/service/contract/traffic.ts';
import type { SliceContext } from '../../store/store.ts';

export interface TrafficSlice {
  /** The scenario that is shown. */
  readonly trafficPath: string | undefined;
  /** null: the file is no YAML, as `trafficFlaws` says. undefined: it is being read. */
  readonly trafficForm: TrafficForm | null | undefined;
  readonly trafficFlaws: readonly TrafficFlaw[];
  /** Of the text as it was a moment ago. */
  readonly trafficExamination: TrafficExamination | undefined;
  readonly isExaminingTraffic: boolean;
  /** Whether contracts are being compiled to be added. */
  readonly isAddingTraffic: boolean;
  /** Why the last thing asked for was not done. */
  readonly trafficRefusal: string | undefined;
  /** Grows when the panel is to be shown. */
  readonly trafficTurn: number;
  /** Shows a scenario: the one given, or the one that is run when nobody says which. */
  openTraffic(path?: string): Promise<void>;
  /** Nothing is shown: what a new one is made of can be chosen. */
  leaveTraffic(): void;
  /** A new scenario that deploys the contracts of a source (or one of them) and calls their functions. */
  newTraffic(source: string, contract?: string): Promise<void>;
  /** Contracts of a source come to the scenario that is shown. */
  addToTraffic(source: string): Promise<void>;
  changeTraffic(change: (form: TrafficForm) => TrafficForm): void;
  /** Another seed. */
  rollSeed(): void;
  runTraffic(): Promise<void>;
  /** A copy under another name, which is then shown. @returns what is wrong with the name. */
  saveTrafficAs(path: string): Promise<string | undefined>;
  /** The text is another one. */
  followTraffic(): void;
  /** Its contracts may be others. */
  followContracts(): void;
}

/** From a change of the form to its text, and from a text to what is said of it (ms). */
const WRITE_AFTER = 120;
const LOOK_AFTER = 200;

export function createTrafficSlice({ set, get, service, page }: SliceContext): TrafficSlice {
  /** The text that the form says. */
  let known: string | undefined;
  let dueWrite: (() => void) | undefined;
  let dueLook: (() => void) | undefined;
  let looking: AbortController | undefined;
  let writing = Promise.resolve();

  const textOf = (path: string): string | undefined => get().documents[path]?.text;

  function show(path: string | undefined): void {
    dueWrite?.();
    dueWrite = undefined;
    known = undefined;
    looking?.abort();
    set({
      trafficPath: path,
      trafficForm: undefined,
      trafficFlaws: [],
      trafficExamination: undefined,
      isExaminingTraffic: false,
      trafficRefusal: undefined,
    });
  }

  async function read(path: string): Promise<void> {
    if (!(await get().loadFile(path)) || get().trafficPath !== path) return;
    const text = textOf(path);
    if (text === undefined || text === known) return;
    known = text;
    const answer = await service.request('traffic.read', { path, text });
    // Something else is shown, or was typed, meanwhile.
    if (get().trafficPath !== path || known !== text || !answer.ok) return;
    set({ trafficForm: answer.value.form, trafficFlaws: answer.value.flaws });
    lookSoon();
  }

  function lookSoon(): void {
    dueLook?.();
    set({ isExaminingTraffic: true });
    dueLook = page.later(() => void look(), LOOK_AFTER);
  }

  async function look(): Promise<void> {
    dueLook = undefined;
    const path = get().trafficPath;
    const text = path === undefined ? undefined : textOf(path);
    if (path === undefined || text === undefined) return;
    looking?.abort();
    const stop = (looking = new AbortController());
    const answer = await service.request('traffic.examine', { path, text }, { signal: stop.signal });
    if (looking !== stop || get().trafficPath !== path) return;
    set({
      isExaminingTraffic: false,
      ...(answer.ok ? { trafficExamination: answer.value } : { trafficRefusal: answer.error.message }),
    });
  }

  async function write(): Promise<void> {
    const { trafficPath: path, trafficForm: form } = get();
    const text = path === undefined ? undefined : textOf(path);
    if (path === undefined || text === undefined || !form) return;
    const answer = await service.request('traffic.write', { path, text, form });
    if (get().trafficPath !== path) return;
    if (!answer.ok) {
      set({ trafficRefusal: answer.error.message });
      known = undefined;
      return read(path);
    }
    // Typed in the editor meanwhile: that counts.
    if (textOf(path) !== text) return read(path);
    known = answer.value.text;
    set({ trafficRefusal: undefined });
    get().rewrite(path, answer.value.text);
    lookSoon();
  }

  const writeNow = (): Promise<void> => {
    if (dueWrite === undefined) return writing;
    dueWrite();
    dueWrite = undefined;
    return (writing = writing.then(write));
  };

  /** Compiles a source, and takes what comes of it. */
  async function add(path: string, text: string, source: string, contract?: string): Promise<string | undefined> {
    if (get().isAddingTraffic) return undefined;
    set({ isAddingTraffic: true, trafficRefusal: undefined });
    await get().save(source);
    const asked = { path, text, source, ...(contract !== undefined && { contract }) };
    const added = await service.request('traffic.add', asked);
    set({ isAddingTraffic: false, ...(!added.ok && { trafficRefusal: added.error.message }) });
    return added.ok ? added.value.text : undefined;
  }

  const isFile = (path: string): boolean => get().entries.some((entry) => entry.path === path);

  async function create(path: string, text: string): Promise<string | undefined> {
    const made = await service.request('files.create', { path, kind: 'file' });
    const written = made.ok ? await service.request('files.write', { path, text }) : made;
    return written.ok ? undefined : written.error.message;
  }

  return {
    trafficPath: undefined,
    trafficForm: undefined,
    trafficFlaws: [],
    trafficExamination: undefined,
    isExaminingTraffic: false,
    isAddingTraffic: false,
    trafficRefusal: undefined,
    trafficTurn: 0,
    openTraffic: async (given) => {
      const path = given ?? get().trafficPath ?? get().scenarioToCompare();
      if (given !== undefined) set(({ trafficTurn }) => ({ trafficTurn: trafficTurn + 1 }));
      if (path === undefined) return;
      if (path !== get().trafficPath) {
        await writeNow();
        show(path);
      }
      await read(path);
    },
    leaveTraffic: () => {
      void writeNow();
      show(undefined);
    },
    newTraffic: async (source, contract) => {
      set(({ trafficTurn }) => ({ trafficTurn: trafficTurn + 1 }));
      await writeNow();
      const path = freeName(isFile, contract ?? source.replace(/^.*\//, '').replace(/\.[^.]+$/, ''));
      const text = await add(path, '', source, contract);
      if (text === undefined) return;
      const refused = await create(path, text);
      if (refused !== undefined) return set({ trafficRefusal: refused });
      await get().openTraffic(path);
    },
    addToTraffic: async (source) => {
      await writeNow();
      const path = get().trafficPath;
      const text = path === undefined ? undefined : textOf(path);
      if (path === undefined || text === undefined) return;
      const more = await add(path, text, source);
      if (more === undefined || get().trafficPath !== path || textOf(path) !== text) return;
      get().rewrite(path, more);
      await read(path);
    },
    changeTraffic: (change) => {
      const { trafficForm: form } = get();
      if (!form) return;
      set({ trafficForm: change(form) });
      dueWrite?.();
      dueWrite = page.later(() => void writeNow(), WRITE_AFTER);
    },
    rollSeed: () =>
      get().changeTraffic((form) => {
        // Drawn from the clock and from the seed before, so that two in one moment differ.
        const drawn = (page.now() * 2_654_435_761 + Number(form.header.seed || '1') * 40_503) % 1_000_003;
        return { ...form, header: { ...form.header, seed: String(Math.abs(Math.trunc(drawn)) || 7) } };
      }),
    runTraffic: async () => {
      await writeNow();
      const path = get().trafficPath;
      if (path !== undefined) await get().startRun(path);
    },
    saveTrafficAs: async (given) => {
      await writeNow();
      const from = get().trafficPath;
      const text = from === undefined ? undefined : textOf(from);
      const name = given.trim();
      const path = /\.ya?ml$/i.test(name) ? name : `${name}.yaml`;
      if (name === '') return 'a name is needed, such as scenario-rush.yaml';
      if (isFile(path)) return `there is a file ${path} already`;
      if (text === undefined) return 'there is nothing to save';
      const refused = await create(path, text);
      if (refused === undefined) await get().openTraffic(path);
      return refused;
    },
    followTraffic: () => {
      const path = get().trafficPath;
      if (path === undefined) return;
      const text = textOf(path);
      // Its tab was closed: it is read again when something is to be changed.
      if (text === undefined) return void read(path);
      if (text !== known && dueWrite === undefined) void writing.then(() => read(path));
    },
    followContracts: () => {
      if (get().trafficForm) lookSoon();
    },
  };
}

/** `scenario.yaml`, or one that says what it is of. */
function freeName(isTaken: (path: string) => boolean, of: string): string {
  const word = of.replaceAll(/[^\w.-]+/g, '-').toLowerCase();
  for (const name of ['scenario', `scenario-${word}`]) if (!isTaken(`${name}.yaml`)) return `${name}.yaml`;
  for (let n = 2; ; n++) if (!isTaken(`scenario-${word}-${n}.yaml`)) return `scenario-${word}-${n}.yaml`;
}

/** Where panels are: shows them, opens files beside each other, and remembers the layout of each workspace. */
import type { AddPanelPositionOptions, DockviewApi, IDockviewPanel } from 'dockview-react';
import type { Memory } from '../store/memory.ts';
import { PANELS, type PanelId } from './panels.ts';

/** Of the first view of a file; further ones have a number: `file#2:`. */
const FILE = 'file:';

export const filePath = (panelId: string): string | undefined => /^file(?:#\d+)?:(.*)$/s.exec(panelId)?.[1];

/** Whether a tab is one that the next preview replaces. */
export const isPreview = (params: unknown): boolean => (params as { preview?: unknown } | undefined)?.preview === true;

const LAYOUT = 'layout.json';
const SIZES = { left: 248, right: 330, bottom: 230 } as const;

export class Dock {
  readonly #memory: Memory;
  #api: DockviewApi | undefined;
  #shown: ReadonlySet<string> = new Set();
  readonly #told = new Set<() => void>();

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /** Shows the layout that the open workspace had. */
  attach(api: DockviewApi): void {
    this.#api = api;
    const saved = this.#memory.get('workspace', LAYOUT);
    if (saved === undefined || !restore(api, saved)) this.#arrange(api);
    api.onDidLayoutChange(() => {
      this.#save();
      this.#look(api);
    });
    api.onDidActivePanelChange(() => {
      this.#look(api);
      if (api.activePanel) showTab(api.activePanel.id);
    });
    this.#look(api);
  }

  /** Ids of the panels that can be seen: the same set until others are. */
  readonly shown = (): ReadonlySet<string> => this.#shown;

  /** @param told of other panels. @returns what ends it. */
  readonly onShown = (told: () => void): (() => void) => {
    this.#told.add(told);
    return () => this.#told.delete(told);
  };

  #look(api: DockviewApi): void {
    const now = api.groups.filter((group) => group.api.isVisible).flatMap(({ activePanel }) => activePanel?.id ?? []);
    if (now.length === this.#shown.size && now.every((id) => this.#shown.has(id))) return;
    this.#shown = new Set(now);
    for (const told of this.#told) told();
  }

  /** The same view again, after it was detached: React may take effects back and run them anew. */
  resume(api: DockviewApi): void {
    this.#api = api;
  }

  detach(): void {
    this.#api = undefined;
  }

  show(id: PanelId): void {
    const api = this.#api;
    if (api === undefined) return;
    const panel = api.getPanel(id) ?? this.#add(api, id);
    if (!panel.group.api.isVisible) panel.group.api.setVisible(true);
    panel.api.setActive();
    panel.focus();
    // The view is there with the next frame, where it was not before.
    requestAnimationFrame(() => focusFirst(panel.view.content.element, id));
  }

  /** Takes the keys to the next group of tabs, or to the one before. */
  next(step: 1 | -1): void {
    const api = this.#api;
    if (api === undefined) return;
    const groups = api.groups.filter(({ api: of }) => of.isVisible);
    const at = groups.findIndex((group) => group === api.activeGroup);
    const panel = groups[(at + step + groups.length) % groups.length]?.activePanel;
    if (!panel) return;
    panel.api.setActive();
    panel.focus();
    requestAnimationFrame(() => focusFirst(panel.view.content.element, panel.id as PanelId));
  }

  /** Hides what is at that side, or shows it again. */
  toggle(place: 'left' | 'bottom'): void {
    const api = this.#api;
    const here = PANELS.filter((one) => one.place === place);
    const group = here.map(({ id }) => api?.getPanel(id)?.group).find((one) => one !== undefined);
    if (group) group.api.setVisible(!group.api.isVisible);
    else if (here[0]) this.show(here[0].id);
  }

  /** @param preview in the tab of previews, unless the file has a tab already. */
  openFile(path: string, preview = false): void {
    const api = this.#api;
    if (api === undefined) return;
    const views = this.#views(path);
    // Of several, the one beside what is in front.
    const there = views.find(({ group }) => group === api.activeGroup) ?? views[0];
    if (there !== undefined) {
      if (!preview) this.#keep(there);
      return there.api.setActive();
    }
    const old = preview ? this.#preview : undefined;
    const place = old === undefined ? this.#centre(api) : { position: placeOf(old) };
    this.#addFile(api, FILE + path, path, { ...place, preview });
    if (old !== undefined) api.removePanel(old);
  }

  /** The file that is only looked at. */
  get previewPath(): string | undefined {
    return filePath(this.#preview?.id ?? '');
  }

  get #preview(): IDockviewPanel | undefined {
    return this.#api?.panels.find(({ params }) => isPreview(params));
  }

  /** No preview replaces it any more. @param id of the panel; absent: of the one that is a preview. */
  keepOpen(id = this.#preview?.id): void {
    const panel = this.#api?.getPanel(id ?? '');
    if (panel) this.#keep(panel);
  }

  #keep(panel: IDockviewPanel): void {
    if (!isPreview(panel.params)) return;
    panel.api.updateParameters({ ...panel.params, preview: false });
    this.#save();
  }

  /** At the right of a panel; where it is shown already, there. */
  openBeside(path: string, panel: PanelId): void {
    const api = this.#api;
    if (api === undefined) return;
    const there = this.#views(path).find(({ group }) => group !== api.getPanel(panel)?.group);
    if (there !== undefined) return there.api.setActive();
    for (const view of this.#views(path)) api.removePanel(view);
    this.#addFile(api, FILE + path, path, { position: { referencePanel: panel, direction: 'right' } });
  }

  /** A second view of the file in front, beside the first: both show the same text. */
  splitRight(id = this.#api?.activePanel?.id): void {
    const api = this.#api;
    const active = api?.getPanel(id ?? '');
    const path = filePath(active?.id ?? '');
    if (api === undefined || active === undefined || path === undefined) return;
    let number = 2;
    while (api.getPanel(`file#${number}:${path}`) !== undefined) number++;
    const position = { referencePanel: active.id, direction: 'right' } as const;
    this.#addFile(api, `file#${number}:${path}`, path, { position });
  }

  #views(path: string): readonly IDockviewPanel[] {
    return this.#api?.panels.filter(({ id }) => filePath(id) === path) ?? [];
  }

  #addFile(
    api: DockviewApi,
    id: string,
    path: string,
    { preview = false, ...place }: { position?: AddPanelPositionOptions; inactive?: boolean; preview?: boolean },
  ): void {
    const title = path.slice(path.lastIndexOf('/') + 1);
    api.addPanel({ id, component: 'file', tabComponent: 'file', title, params: { path, preview }, ...place });
  }

  /** Shows what two files differ in; of one file, what is on the disk and what is being written. */
  compare(left: string, right: string): void {
    const api = this.#api;
    if (api === undefined) return;
    // With itself: what is on the disk with what is being written.
    const isDisk = left === right;
    const id = `compare:${left}:${right}`;
    const there = api.getPanel(id);
    if (there !== undefined) return there.api.setActive();
    const name = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
    const title = isDisk ? `${name(left)}: on disk and here` : `${name(left)} and ${name(right)}`;
    api.addPanel({ id, component: 'compare', title, params: { left, right }, ...this.#centre(api) });
  }

  /** Views of a file that is called otherwise now, or of those in a folder that is, stay where they are. */
  moveFiles(from: string, to: string): void {
    const api = this.#api;
    if (api === undefined) return;
    for (const view of [...api.panels]) {
      const path = filePath(view.id);
      if (path === undefined || !(path === from || path.startsWith(`${from}/`))) continue;
      const now = to + path.slice(from.length);
      const id = view.id.slice(0, view.id.length - path.length) + now;
      const preview = isPreview(view.params);
      const inactive = view.group.activePanel !== view;
      if (api.getPanel(id) === undefined) this.#addFile(api, id, now, { position: placeOf(view), inactive, preview });
      api.removePanel(view);
    }
  }

  closeFile(path: string): void {
    for (const view of this.#views(path)) this.#api?.removePanel(view);
  }

  closeActive(): void {
    const panel = this.#api?.activePanel;
    if (panel) this.#api?.removePanel(panel);
  }

  /** Of the same group of tabs. */
  closeOthers(id = this.#api?.activePanel?.id): void {
    const kept = this.#api?.getPanel(id ?? '');
    for (const panel of [...(kept?.group.panels ?? [])]) if (panel !== kept) this.#api?.removePanel(panel);
  }

  /** As it was in the beginning; open files stay open. */
  reset(): void {
    const api = this.#api;
    if (api === undefined) return;
    const paths = new Set(api.panels.map(({ id }) => filePath(id)).filter((path) => path !== undefined));
    api.clear();
    this.#arrange(api);
    for (const path of paths) this.openFile(path);
  }

  /** Where files go: with other files, else in the middle. */
  #centre(api: DockviewApi): { position?: AddPanelPositionOptions } {
    const inCentre = ({ id }: IDockviewPanel): boolean =>
      filePath(id) !== undefined ||
      id.startsWith('compare:') ||
      PANELS.some((one) => one.id === id && one.place === 'centre');
    const active = api.activePanel;
    const beside = active !== undefined && inCentre(active) ? active : api.panels.find(inCentre);
    if (beside !== undefined) return { position: { referencePanel: beside.id, direction: 'within' } };
    if (api.getPanel('explorer')) return { position: { referencePanel: 'explorer', direction: 'right' } };
    return {};
  }

  #add(api: DockviewApi, id: PanelId): IDockviewPanel {
    const panel = PANELS.find((one) => one.id === id);
    const place = panel?.place ?? 'centre';
    const common = { id, component: id, title: panel?.title ?? id };
    if (place === 'centre') return api.addPanel({ ...common, ...this.#centre(api) });
    const neighbour = PANELS.find((one) => one.place === place && one.id !== id && api.getPanel(one.id));
    if (neighbour) return api.addPanel({ ...common, position: { referencePanel: neighbour.id, direction: 'within' } });
    const size = place === 'bottom' ? { initialHeight: SIZES.bottom } : { initialWidth: SIZES[place] };
    return api.addPanel({ ...common, ...size, position: { direction: place === 'bottom' ? 'below' : place } });
  }

  #arrange(api: DockviewApi): void {
    this.#add(api, 'welcome');
    for (const id of ['problems', 'transactions', 'accounts'] as const) {
      const position: AddPanelPositionOptions =
        id === 'problems'
          ? { referencePanel: 'welcome', direction: 'below' }
          : { referencePanel: 'problems', direction: 'within' };
      const title = PANELS.find((one) => one.id === id)?.title ?? id;
      api.addPanel({ id, component: id, title, position, initialHeight: SIZES.bottom });
    }
    this.#add(api, 'explorer');
    this.#add(api, 'contracts');
    // Each split before has shared out the room anew.
    api.getPanel('explorer')?.group.api.setSize({ width: SIZES.left });
    api.getPanel('contracts')?.group.api.setSize({ width: SIZES.right });
    api.getPanel('problems')?.group.api.setSize({ height: SIZES.bottom });
    api.getPanel('problems')?.api.setActive();
    api.getPanel('welcome')?.api.setActive();
  }

  #save(): void {
    if (this.#api) this.#memory.set('workspace', LAYOUT, JSON.stringify(this.#api.toJSON()));
  }
}

/** So long until the list of tabs that have no room is there, which takes room itself (ms). */
const TABS_SETTLE = 120;

/** Of many tabs, the one in front is in view. */
function showTab(id: string): void {
  const show = (): void =>
    document
      .querySelector(`[role=tab][data-tab-panel-id="${CSS.escape(id)}"]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  requestAnimationFrame(show);
  setTimeout(show, TABS_SETTLE);
}

/** Where a panel is among the tabs of its group. */
const placeOf = (panel: IDockviewPanel): AddPanelPositionOptions => ({
  referenceGroup: panel.group,
  direction: 'within',
  index: panel.group.panels.indexOf(panel),
});

/** Keys go where work in the panel begins. */
function focusFirst(element: HTMLElement, id: PanelId): void {
  // Something in it has them already: a name that is asked for.
  if (element.contains(document.activeElement) && document.activeElement !== element) return;
  const field = element.querySelector<HTMLElement>(
    id === 'explorer' || id === 'search'
      ? 'input, [role=tree]'
      : // What explains itself when it is focused would lie over what it explains.
        'button:enabled:not(.hint, .certificate), input, a[href], [tabindex="0"]',
  );
  field?.focus();
  if (field instanceof HTMLInputElement) field.select();
}

/** A layout of another version is not worth an error: the first one comes back. */
function restore(api: DockviewApi, saved: string): boolean {
  try {
    api.fromJSON(JSON.parse(saved) as Parameters<DockviewApi['fromJSON']>[0]);
    return api.panels.length > 0;
  } catch {
    api.clear();
    return false;
  }
}

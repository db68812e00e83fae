import type { Workbench } from '../../shell/workbench.ts';

/** Shows a page of the user guide. @param page name of its file, without the ending. @param anchor a heading of it. */
export function openHelp({ store, dock }: Pick<Workbench, 'store' | 'dock'>, page: string, anchor = ''): void {
  store.getState().openHelp(page, anchor);
  dock.show('help');
}

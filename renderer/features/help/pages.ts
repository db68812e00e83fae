/** The pages of the user guide, each loaded when it is read. They are part of the build. */
const FILES = import.meta.glob<string>('../../../resources/docs/*.md', { query: '?raw', import: 'default' });

/** @returns the text; undefined where there is no such page. */
export async function helpText(page: string): Promise<string | undefined> {
  return FILES[`../../../resources/docs/${page}.md`]?.();
}

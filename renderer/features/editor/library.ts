/** Files of packages: shown where a definition leads to one, never written, and no part of the workspace. */
const LIBRARY = 'library:';

/** @param name as imports call it. */
export const libraryPath = (name: string): string => LIBRARY + name;

export const isLibrary = (path: string): boolean => path.startsWith(LIBRARY);

/** What people read. */
export const shownPath = (path: string): string => (isLibrary(path) ? path.slice(LIBRARY.length) : path);

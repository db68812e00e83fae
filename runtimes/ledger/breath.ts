/** Lets others run, in the midst of long work. */
export const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

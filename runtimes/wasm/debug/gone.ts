/** Shown of a variable that has no value at an instruction. */
export const GONE = '(optimised away here)';

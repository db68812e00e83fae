/** `syntax.ts` has the types that are used: the package's own declare globals (console, i32, ..) for the whole program. */
export {};

/** Code of a diagnostic that only the user's trust in the workspace takes away. */
export const NOT_TRUSTED = 'notTrusted';

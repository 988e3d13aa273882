/** Filled in when the bundle is built. */
declare const BUILD: string;
